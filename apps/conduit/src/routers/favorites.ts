import { favoritePost, unfavoritePost } from "@tenon/core/posts";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { authedProcedure } from "../procedures.ts";
import { ArticleRef, ArticleResponse, toArticleResponse } from "../schemas/articles.ts";

const tags = ["Favorites"];

export const favorites = {
  create: rest(authedProcedure.input(ArticleRef).output(ArticleResponse), "POST /articles/{slug}/favorite", {
    operationId: "CreateArticleFavorite",
    summary: "Favorite an article",
    description: "Favorite an article. Auth is required",
    tags,
  }).mutation(({ ctx, input }) => favoritePost(ctx, { id: input.slug }).then(toArticleResponse)),

  delete: rest(authedProcedure.input(ArticleRef).output(ArticleResponse), "DELETE /articles/{slug}/favorite", {
    operationId: "DeleteArticleFavorite",
    summary: "Unfavorite an article",
    description: "Unfavorite an article. Auth is required",
    tags,
  }).mutation(({ ctx, input }) => unfavoritePost(ctx, { id: input.slug }).then(toArticleResponse)),
} satisfies TRPCRouterRecord;
