// @see https://orpc.unnoq.com/docs/adapters/http#node-js and https://orpc.unnoq.com/docs/plugins/batch-requests
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { os } from "@orpc/server";
import { RPCHandler } from "@orpc/server/node";
import { BatchHandlerPlugin } from "@orpc/server/plugins";
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
} from "../domain.ts";
import { host, port } from "../launch.ts";

const base = os.$context<{ authorization: string | undefined }>();
const query = base.route({ method: "GET" });
const viewer = query
  .use(({ next }) => next({ context: { requestId: nextRequestId() } }))
  .use(({ context, next }) => next({ context: { user: userOf(context.authorization) } }))
  .use(({ context, next }) => next({ context: { tenant: tenantOf(context.user) } }));

const router = {
  article: {
    get: query.input(ArticleRef).handler(({ input }) => getArticle(input)),
    view: viewer
      .input(ArticleRef)
      .output(ArticleView)
      .handler(({ context, input }) => viewArticle(input, context.user, context.tenant)),
    title: query.input(TitleRef).handler(({ input }) => getTitle(input)),
    viewTitle: viewer
      .input(TitleRef)
      .output(Title)
      .handler(({ input }) => getTitle(input)),
    create: base
      .input(ArticleCreate)
      .output(Article)
      .handler(({ input }) => createArticle(input)),
  },
};

const handler = new RPCHandler(router, { plugins: [new BatchHandlerPlugin()] });
async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { authorization } = req.headers;
  const { matched } = await handler.handle(req, res, { prefix: "/rpc", context: { authorization } });
  if (!matched) res.writeHead(404).end();
}

createServer((req, res) => void answer(req, res)).listen(port, host);
