import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { addComment, deleteComment, listComments } from "../comments.ts";
import { authedProcedure, viewerProcedure } from "../procedures.ts";
import { ArticleRef } from "../schemas/articles.ts";
import {
  CommentRef,
  CommentResponse,
  CommentsResponse,
  NewCommentRequest,
  toCommentResponse,
  toCommentsResponse,
} from "../schemas/comments.ts";

const tags = ["Comments"];

export const comments = {
  list: rest(viewerProcedure.input(ArticleRef).output(CommentsResponse), "GET /articles/{slug}/comments", {
    operationId: "GetArticleComments",
    summary: "Get comments for an article",
    description: "Get the comments for an article. Auth is optional",
    tags,
  }).query(({ ctx, input }) => listComments(ctx, input).then(toCommentsResponse)),

  create: rest(authedProcedure.input(NewCommentRequest).output(CommentResponse), "POST /articles/{slug}/comments", {
    operationId: "CreateArticleComment",
    summary: "Create a comment for an article",
    description: "Create a comment for an article. Auth is required",
    tags,
  }).mutation(({ ctx, input }) => addComment(ctx, input).then(toCommentResponse)),

  delete: rest(authedProcedure.input(CommentRef).output(z.void()), "DELETE /articles/{slug}/comments/{id}", {
    operationId: "DeleteArticleComment",
    summary: "Delete a comment for an article",
    description: "Delete a comment for an article. Auth is required",
    tags,
  }).mutation(({ ctx, input }) => deleteComment(ctx, input)),
} satisfies TRPCRouterRecord;
