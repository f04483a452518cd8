import { AppError } from "@tenon/contract/app-error";
import type { OwnPermission } from "@tenon/contract/permissions";
import type { Post, PostChange } from "@tenon/contract/posts";
import { Prisma, type Tx } from "@tenon/db";
import { canOwn, found } from "../access.ts";
import type { Ctx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { publishScheduled } from "./due.ts";
import { getWrittenPost, isPublic, postIs } from "./read.ts";
import { type PostRow, selectPosts } from "./rows.ts";
import { changeEvent, tellPost } from "./tell.ts";

/** The columns that a change sets. */
export type PostData = Prisma.PostUncheckedUpdateManyInput;

export type Change = {
  permission: OwnPermission;
  /** Whether the change is about posts in the bin. @default false */
  inBin?: boolean;
  /** Decides what to write; throws to refuse. */
  decide: (post: PostRow, tx: Tx) => PostData | Promise<PostData>;
};

/**
 * Changes one post under its row's lock: looks, checks the right and the version, writes, raises the version,
 * keeps a revision when the content changed, and tells.
 */
export async function changePost(ctx: Ctx, { id, ifMatch }: PostChange, change: Change): Promise<Post> {
  const postId = await inTransaction(ctx, async (work) => {
    const { tx } = work;
    const rows = await selectPosts(tx, {
      viewer: null,
      withBody: true,
      rest: Prisma.sql`WHERE ${postIs(id)} FOR UPDATE OF p`,
    });
    const post = changeable(ctx, found(rows[0], "POST_NOT_FOUND"), change);
    if (ifMatch !== undefined && ifMatch !== post.version) throw new AppError("PRECONDITION_FAILED");

    const data = await change.decide(post, tx);
    if (Object.keys(data).length === 0) return post.id;
    const written = await tx.post.update({
      where: { id: post.id },
      data: { ...data, version: { increment: 1 }, updatedAt: ctx.now() },
    });
    const isNewContent = ["title", "summary", "body", "tags"].some((key) => key in data);
    if (isNewContent) await tx.postRevision.create({ data: revisionOf(ctx, written) });
    tellPost(work, changeEvent(post, written), written);
    const isMoved = written.publishAt !== null && written.publishAt.getTime() !== post.publishAt?.getTime();
    if (isMoved) work.enqueue(publishScheduled, { postId: post.id }, { startAfter: written.publishAt ?? ctx.now() });
    return post.id;
  });
  return getWrittenPost(ctx, { id: postId });
}

type Content = { id: string; version: number; title: string; summary: string; body: string; tags: string[] };

/** The revision that keeps a post's content as of its version. */
export const revisionOf = (ctx: Ctx, { id, version, title, summary, body, tags }: Content) => ({
  postId: id,
  number: version,
  title,
  summary,
  body,
  tags,
  editorId: ctx.actor.kind === "user" ? ctx.actor.id : null,
});

/** Posts that the caller cannot even see are not found; those that they can see but not change are forbidden. */
function changeable(ctx: Ctx, post: PostRow, { permission, inBin = false }: Change): PostRow {
  if (!canOwn(ctx.actor, permission, post.userId)) {
    const isVisible = isPublic(post) || canOwn(ctx.actor, "post:read", post.userId);
    throw new AppError(isVisible ? "FORBIDDEN" : "POST_NOT_FOUND");
  }
  if (!inBin && post.deletedAt !== null) throw new AppError("POST_NOT_FOUND");
  return post;
}
