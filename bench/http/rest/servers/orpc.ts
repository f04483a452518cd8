// @see https://orpc.unnoq.com/docs/openapi/openapi-handler and https://orpc.unnoq.com/docs/openapi/routing
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { OpenAPIHandler } from "@orpc/openapi/node";
import { os } from "@orpc/server";
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
} from "../../adapter/domain.ts";
import { host, port } from "../../adapter/launch.ts";
import { ArticleListOfTexts, ArticlePage, listArticles } from "../domain.ts";

const base = os.$context<{ authorization: string | undefined }>();
const viewer = base
  .use(({ next }) => next({ context: { requestId: nextRequestId() } }))
  .use(({ context, next }) => next({ context: { user: userOf(context.authorization) } }))
  .use(({ context, next }) => next({ context: { tenant: tenantOf(context.user) } }));

const router = {
  articles: {
    get: base
      .route({ method: "GET", path: "/articles/{id}" })
      .input(ArticleRef)
      .output(Article)
      .handler(({ input }) => getArticle(input)),
    view: viewer
      .route({ method: "GET", path: "/articles/{id}/view" })
      .input(ArticleRef)
      .output(ArticleView)
      .handler(({ context, input }) => viewArticle(input, context.user, context.tenant)),
    list: base
      .route({ method: "GET", path: "/articles" })
      .input(ArticleListOfTexts)
      .output(ArticlePage)
      .handler(({ input }) => listArticles(input)),
    create: base
      .route({ method: "POST", path: "/articles", successStatus: 201 })
      .input(ArticleCreate)
      .output(Article)
      .handler(({ input }) => createArticle(input)),
  },
};

const handler = new OpenAPIHandler(router);
async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { authorization } = req.headers;
  const { matched } = await handler.handle(req, res, { prefix: "/api", context: { authorization } });
  if (!matched) res.writeHead(404).end();
}

createServer((req, res) => void answer(req, res)).listen(port, host);
