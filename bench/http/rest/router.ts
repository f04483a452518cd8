import type { BridgeMeta } from "@tenon/openapi";
import { initTRPC } from "@trpc/server";
import type { OpenApiMeta } from "trpc-to-openapi";
import {
  Article,
  ArticleCreate,
  ArticleRef,
  ArticleView,
  createArticle,
  getArticle,
  nextRequestId,
  tenantOf,
  userOf,
  viewArticle,
} from "../adapter/domain.ts";
import { ArticleList, ArticlePage, listArticles } from "./domain.ts";

type Context = { authorization: string | undefined };
type Meta = BridgeMeta & OpenApiMeta;

const t = initTRPC.context<Context>().meta<Meta>().create();
const viewerProcedure = t.procedure
  .use(({ next }) => next({ ctx: { requestId: nextRequestId() } }))
  .use(({ ctx, next }) => next({ ctx: { user: userOf(ctx.authorization) } }))
  .use(({ ctx, next }) => next({ ctx: { tenant: tenantOf(ctx.user) } }));

/** A route as either bridge wants it said. */
const route = (method: "GET" | "POST", path: `/${string}`): Meta => ({
  rest: { route: `${method} ${path}`, status: method === "POST" ? 201 : 200 },
  openapi: { method, path },
});

/** The router of all that serve tRPC procedures. */
export const router = t.router({
  articles: t.router({
    get: t.procedure
      .meta(route("GET", "/articles/{id}"))
      .input(ArticleRef)
      .output(Article)
      .query(({ input }) => getArticle(input)),
    view: viewerProcedure
      .meta(route("GET", "/articles/{id}/view"))
      .input(ArticleRef)
      .output(ArticleView)
      .query(({ ctx, input }) => viewArticle(input, ctx.user, ctx.tenant)),
    list: t.procedure
      .meta(route("GET", "/articles"))
      .input(ArticleList)
      .output(ArticlePage)
      .query(({ input }) => listArticles(input)),
    create: t.procedure
      .meta(route("POST", "/articles"))
      .input(ArticleCreate)
      .output(Article)
      .mutation(({ input }) => createArticle(input)),
  }),
});
