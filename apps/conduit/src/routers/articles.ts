import { getPublicPost } from "@tenon/core/posts";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { createArticle, deleteArticle, listArticles, listFeed, updateArticle } from "../articles.ts";
import { authedProcedure, readerProcedure, viewerProcedure } from "../procedures.ts";
import {
  ArticleFilter,
  ArticlePosition,
  ArticleRef,
  ArticleResponse,
  ArticlesResponse,
  NewArticleRequest,
  toArticleResponse,
  toArticlesResponse,
  UpdateArticleRequest,
} from "../schemas/articles.ts";

const tags = ["Articles"];

export const articles = {
  feed: rest(authedProcedure.input(ArticlePosition).output(ArticlesResponse), "GET /articles/feed", {
    operationId: "GetArticlesFeed",
    summary: "Get recent articles from users you follow",
    description: "Get most recent articles from users you follow. Use query parameters to limit. Auth is required",
    tags,
  }).query(({ ctx, input }) => listFeed(ctx, input).then(toArticlesResponse)),

  list: rest(viewerProcedure.input(ArticleFilter).output(ArticlesResponse), "GET /articles", {
    operationId: "GetArticles",
    summary: "Get recent articles globally",
    description: "Get most recent articles globally. Use query parameters to filter results. Auth is optional",
    tags,
  }).query(({ ctx, input }) => listArticles(ctx, input).then(toArticlesResponse)),

  create: rest(authedProcedure.input(NewArticleRequest).output(ArticleResponse), "POST /articles", {
    operationId: "CreateArticle",
    summary: "Create an article",
    description: "Create an article. Auth is required",
    tags,
    status: 201,
  }).mutation(({ ctx, input }) => createArticle(ctx, input).then(toArticleResponse)),

  get: rest(readerProcedure.input(ArticleRef).output(ArticleResponse), "GET /articles/{slug}", {
    operationId: "GetArticle",
    summary: "Get an article",
    description: "Get an article. Auth not required",
    tags,
  }).query(({ ctx, input }) => getPublicPost(ctx, { id: input.slug }).then(toArticleResponse)),

  update: rest(authedProcedure.input(UpdateArticleRequest).output(ArticleResponse), "PUT /articles/{slug}", {
    operationId: "UpdateArticle",
    summary: "Update an article",
    description: "Update an article. Auth is required",
    tags,
  }).mutation(({ ctx, input }) => updateArticle(ctx, input).then(toArticleResponse)),

  delete: rest(authedProcedure.input(ArticleRef).output(z.void()), "DELETE /articles/{slug}", {
    operationId: "DeleteArticle",
    summary: "Delete an article",
    description: "Delete an article. Auth is required",
    tags,
  }).mutation(({ ctx, input }) => deleteArticle(ctx, input)),
} satisfies TRPCRouterRecord;
