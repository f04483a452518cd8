import {
  commentByNumber,
  createComment,
  deleteComment as deleteById,
  listComments as listPage,
  type NumberedComment,
} from "@tenon/core/comments";
import type { Ctx, UserCtx } from "@tenon/core/ctx";
import { articleId } from "./articles.ts";

type Ref = { slug: string };

/** The contract has no pages; nobody reads more than the newest thousand. */
const maxComments = 1000;

export async function listComments(ctx: Ctx, ref: Ref): Promise<{ items: NumberedComment[] }> {
  const { id } = await articleId(ctx, ref);
  return listPage(ctx, { postId: id, sort: "newest", limit: maxComments });
}

export const addComment = (ctx: UserCtx, input: Ref & { comment: { body: string } }): Promise<NumberedComment> =>
  createComment(ctx, { postId: input.slug, body: input.comment.body });

/** @param input.id the comment's number */
export async function deleteComment(ctx: UserCtx, input: Ref & { id: number }): Promise<void> {
  const { id: postId } = await articleId(ctx, input);
  await deleteById(ctx, await commentByNumber(ctx, { postId, number: input.id }));
}
