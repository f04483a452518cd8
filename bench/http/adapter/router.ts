import { initTRPC } from "@trpc/server";
import superjson from "superjson";
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
} from "./domain.ts";

type Context = { authorization: string | undefined };

/** @see https://trpc.io/docs/server/middlewares#context-extension */
function build(transformer?: typeof superjson) {
  const t = initTRPC.context<Context>().create({ ...(transformer && { transformer }) });
  const viewerProcedure = t.procedure
    .use(({ next }) => next({ ctx: { requestId: nextRequestId() } }))
    .use(({ ctx, next }) => next({ ctx: { user: userOf(ctx.authorization) } }))
    .use(({ ctx, next }) => next({ ctx: { tenant: tenantOf(ctx.user) } }));
  return t.router({
    article: t.router({
      get: t.procedure.input(ArticleRef).query(({ input }) => getArticle(input)),
      view: viewerProcedure
        .input(ArticleRef)
        .output(ArticleView)
        .query(({ ctx, input }) => viewArticle(input, ctx.user, ctx.tenant)),
      create: t.procedure
        .input(ArticleCreate)
        .output(Article)
        .mutation(({ input }) => createArticle(input)),
    }),
  });
}

export const createContext = ({ req }: { req: { headers: { authorization?: string | undefined } } }): Context => ({
  authorization: req.headers.authorization,
});

export const routerOf = (scenario: string): ReturnType<typeof build> =>
  build(scenario === "superjson" ? superjson : undefined);
