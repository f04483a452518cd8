import { initTRPC, type TRPCDataTransformer } from "@trpc/server";
import superjson from "superjson";
import {
  Article,
  ArticleCreate,
  ArticleRef,
  ArticleView,
  createArticle,
  getArticle,
  getTitle,
  nextRequestId,
  tenantOf,
  Title,
  TitleRef,
  userOf,
  viewArticle,
} from "./domain.ts";

type Context = { authorization: string | undefined };

/** @see https://trpc.io/docs/server/middlewares#context-extension */
function build(transformer?: TRPCDataTransformer) {
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
      title: t.procedure.input(TitleRef).query(({ input }) => getTitle(input)),
      viewTitle: viewerProcedure
        .input(TitleRef)
        .output(Title)
        .query(({ input }) => getTitle(input)),
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

export const routerOf = (scenario: string, transformer: TRPCDataTransformer = superjson): ReturnType<typeof build> =>
  build(scenario === "superjson" ? transformer : undefined);
