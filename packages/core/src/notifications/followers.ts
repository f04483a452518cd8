import { Id } from "@tenon/contract/fields";
import { z } from "zod";
import { defineJob } from "../jobs/definition.ts";
import { once } from "../jobs/once.ts";
import { isPublic } from "../posts/read.ts";
import { notify } from "./notify.ts";

/** Followers told in one transaction: an author with 100,000 of them holds none for long. */
const batch = 500;

/** Tells the followers of a post's author of it, a batch at a time; each batch enqueues the next. */
export const notifyFollowers = defineJob({
  name: "notification.followers",
  payload: z.object({ eventId: z.string(), postId: Id, after: Id.nullable() }),
  async run(ctx, { eventId, postId, after }) {
    await once(ctx, `notification.followers:${eventId}:${after ?? ""}`, async (work) => {
      const select = { authorId: true, status: true, deletedAt: true } as const;
      const post = await work.tx.post.findUnique({ where: { id: postId }, select });
      if (!post || !isPublic(post)) return;
      const { authorId } = post;
      const follows = await work.tx.follow.findMany({
        where: { followeeId: authorId, ...(after !== null && { followerId: { gt: after } }) },
        orderBy: { followerId: "asc" },
        take: batch,
        select: { followerId: true },
      });
      const userIds = follows.map(({ followerId }) => followerId);
      await notify(ctx, work, { type: "post", actorId: authorId, postId, subjectId: postId, userIds });
      const last = userIds.at(-1);
      if (last !== undefined && userIds.length === batch)
        work.enqueue(notifyFollowers, { eventId, postId, after: last });
    });
  },
});
