import { Comment, CommentCreate, CommentId, CommentList, CommentPage, CommentUpdate } from "@tenon/contract/comments";
import { createComment, deleteComment, listComments, updateComment } from "@tenon/core/comments";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../examples.ts";
import { idempotency } from "../idempotency.ts";
import { permittedProcedure, viewerProcedure } from "../procedures.ts";
import { tool } from "../tools.ts";

export const comments = {
  list: rest(viewerProcedure.meta(tool).input(CommentList).output(CommentPage), "GET /posts/{postId}/comments", {
    summary: "List the comments of a post",
    examples: examples.listComments,
    paginate: true,
    errors: ["POST_NOT_FOUND", "INVALID_CURSOR"],
  }).query(({ ctx, input }) => listComments(ctx, input)),

  create: rest(
    permittedProcedure("comment:create").meta(tool).input(CommentCreate).use(idempotency).output(Comment),
    "POST /posts/{postId}/comments",
    {
      summary: "Comment on a published post",
      examples: examples.createComment,
      status: 201,
      location: (comment) => `/posts/${comment.postId}/comments`,
      idempotency: "supported",
      errors: ["POST_NOT_FOUND", "IDEMPOTENCY_IN_FLIGHT", "IDEMPOTENCY_MISMATCH"],
    },
  ).mutation(({ ctx, input }) => createComment(ctx, input)),

  update: rest(
    permittedProcedure("comment:update").meta(tool).input(CommentUpdate).output(Comment),
    "PATCH /comments/{id}",
    {
      summary: "Change a comment",
      errors: ["FORBIDDEN", "COMMENT_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => updateComment(ctx, input)),

  delete: rest(permittedProcedure("comment:delete").input(CommentId).output(z.void()), "DELETE /comments/{id}", {
    summary: "Delete a comment",
    errors: ["FORBIDDEN", "COMMENT_NOT_FOUND"],
  }).mutation(({ ctx, input }) => deleteComment(ctx, input)),
} satisfies TRPCRouterRecord;
