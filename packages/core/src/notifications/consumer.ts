import type { EventData } from "@tenon/contract/events";
import type { EventConsumer } from "../events/consumers.ts";
import type { JobCtx } from "../jobs/definition.ts";
import { inTransaction, type Work } from "../work.ts";
import { notifyFollowers } from "./followers.ts";
import { notify } from "./notify.ts";

/** Makes notifications of what happened, as far as it still holds. */
export const notifyOfEvent: EventConsumer = async (ctx, event) => {
  switch (event.type) {
    case "user.followed":
      return inTransaction(ctx, (work) => tellFollowee(ctx, work, event.data));
    case "comment.created":
      return inTransaction(ctx, (work) => tellAuthor(ctx, work, event.data));
    case "post.published": {
      const first = { eventId: event.id, postId: event.data.id, after: null };
      return inTransaction(ctx, async (work) => work.enqueue(notifyFollowers, first));
    }
    default:
  }
};

async function tellFollowee(ctx: JobCtx, work: Work, follow: EventData<"user.followed">): Promise<void> {
  const { followerId, followeeId } = follow;
  const key = { followerId_followeeId: { followerId, followeeId } };
  if (!(await work.tx.follow.findUnique({ where: key, select: { followerId: true } }))) return;
  await notify(ctx, work, { type: "follower", actorId: followerId, subjectId: followerId, userIds: [followeeId] });
}

async function tellAuthor(ctx: JobCtx, work: Work, comment: EventData<"comment.created">): Promise<void> {
  const { id, postId, authorId } = comment;
  const select = { post: { select: { authorId: true } } } as const;
  const found = await work.tx.comment.findUnique({ where: { id }, select });
  if (!found || found.post.authorId === authorId) return;
  const userIds = [found.post.authorId];
  await notify(ctx, work, { type: "comment", actorId: authorId, postId, commentId: id, subjectId: id, userIds });
}
