import type { Comment, CommentCreate, CommentId, CommentList, CommentUpdate } from "@tenon/contract/comments";
import type { EventData, EventType } from "@tenon/contract/events";
import { Prisma } from "@tenon/db";
import { assertCanOwn, found, viewerId } from "./access.ts";
import type { Ctx, UserCtx } from "./ctx.ts";
import { createOnce } from "./idempotency.ts";
import { assertSafeMarkdown } from "./markdown.ts";
import { limitTo, type Listed, listPage } from "./paging.ts";
import { findPost, getPost, getPublicPost } from "./posts/read.ts";
import { toUser, userColumns, type UserRow } from "./users/rows.ts";
import { inTransaction, type Work } from "./work.ts";

/** A comment with its number, for contracts whose comments have no other id. */
export type NumberedComment = Comment & { number: number };

type CommentRow = UserRow & {
  id: string;
  number: number;
  postId: string;
  body: string;
  createdAt: Date;
  updatedAt: Date;
};

/** The comments of a post that the caller may read. */
export async function listComments(
  ctx: Ctx,
  { postId, sort, ...position }: CommentList,
): Promise<Listed<NumberedComment>> {
  const post = await getPost(ctx, { id: postId });
  const isNewest = sort === "newest";
  const page = await listPage<CommentRow>(ctx, position, {
    scope: `comments:${post.id}:${sort}`,
    keyOf: (row) => [row.createdAt.toISOString(), row.id],
    rows: ({ after, limit }) => {
      const order = isNewest ? Prisma.sql`c.created_at DESC, c.id DESC` : Prisma.sql`c.created_at, c.id`;
      const key = after && Prisma.sql`(${after[0]}::timestamptz, ${after[1]}::uuid)`;
      const side = isNewest ? Prisma.sql`<` : Prisma.sql`>`;
      const start = key ? Prisma.sql`(c.created_at, c.id) ${side} ${key}` : Prisma.sql`true`;
      return select(
        ctx,
        Prisma.sql`WHERE c.post_id = ${post.id}::uuid AND ${start} ORDER BY ${order} ${limitTo(limit)}`,
      );
    },
  });
  return { ...page, items: page.items.map(toComment) };
}

/** Comments on a published post. */
export async function createComment(ctx: UserCtx, { postId, body }: CommentCreate): Promise<NumberedComment> {
  assertSafeMarkdown("body", body);
  const post = await getPublicPost(ctx, { id: postId });
  const data = { postId: post.id, authorId: ctx.actor.id, body };
  const id = await createOnce(ctx, async (work) => {
    const comment = await work.tx.comment.create({ data });
    tellComment(work, "comment.created", comment);
    return comment;
  });
  return getComment(ctx, { id });
}

export async function updateComment(ctx: Ctx, { id, body }: CommentUpdate): Promise<Comment> {
  assertSafeMarkdown("body", body);
  const comment = await getComment(ctx, { id });
  assertCanOwn(ctx.actor, "comment:update", comment.author.id);
  await inTransaction(ctx, async (work) => {
    const { count } = await work.tx.comment.updateMany({ where: { id }, data: { body } });
    if (count > 0) tellComment(work, "comment.updated", { ...comment, authorId: comment.author.id });
  });
  return getComment(ctx, { id });
}

export async function deleteComment(ctx: Ctx, { id }: CommentId): Promise<void> {
  const comment = await getComment(ctx, { id });
  assertCanOwn(ctx.actor, "comment:delete", comment.author.id);
  await inTransaction(ctx, async (work) => {
    const { count } = await work.tx.comment.deleteMany({ where: { id } });
    if (count > 0) tellComment(work, "comment.deleted", { ...comment, authorId: comment.author.id });
  });
}

/** The id of the comment that has this number, if it is one on this post. */
export async function commentByNumber(
  ctx: Ctx,
  { postId, number }: { postId: string; number: number },
): Promise<CommentId> {
  const post = await getPost(ctx, { id: postId });
  const [row] = await select(ctx, Prisma.sql`WHERE c.post_id = ${post.id}::uuid AND c.number = ${number}::bigint`);
  return { id: found(row, "COMMENT_NOT_FOUND").id };
}

const getComment = async (ctx: Ctx, ref: CommentId): Promise<NumberedComment> =>
  found(await findComment(ctx, ref), "COMMENT_NOT_FOUND");

/** A comment, as far as it is one's own or its post may be read; else null. */
export async function findComment(ctx: Ctx, { id }: CommentId): Promise<NumberedComment | null> {
  const [row] = await select(ctx, Prisma.sql`WHERE c.id = ${id}::uuid`);
  const comment = row && toComment(row);
  if (!comment) return null;
  const isVisible = comment.author.id === viewerId(ctx) || Boolean(await findPost(ctx, { id: comment.postId }));
  return isVisible ? comment : null;
}

function tellComment(
  work: Work,
  type: Extract<EventType, `comment.${string}`>,
  { id, postId, authorId }: EventData<"comment.created">,
): void {
  work.emit({ type, data: { id, postId, authorId } });
  // Posts show how many there are.
  work.forget(`post:${postId}`);
}

const select = (ctx: Ctx, rest: Prisma.Sql) => ctx.db.$queryRaw<CommentRow[]>`
  SELECT c.id, c.number, c.post_id AS "postId", c.body, c.created_at AS "createdAt", c.updated_at AS "updatedAt",
    ${userColumns(viewerId(ctx))}
  FROM comments c JOIN users u ON u.id = c.author_id AND u.deletion_at IS NULL ${rest}`;

const toComment = (row: CommentRow): NumberedComment => ({
  id: row.id,
  number: row.number,
  postId: row.postId,
  body: row.body,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  author: toUser(row),
});
