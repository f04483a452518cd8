// @see https://hono.dev/docs/getting-started/nodejs and https://hono.dev/docs/guides/validation#zod-validator-middleware
import { serve } from "@hono/node-server";
import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
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
  type User,
  userOf,
  viewArticle,
} from "../domain.ts";
import { host, port } from "../launch.ts";

type Env = { Variables: { requestId: string; user: User; tenant: string } };

const withRequestId = createMiddleware<Env>(async (c, next) => {
  c.set("requestId", nextRequestId());
  await next();
});
const withUser = createMiddleware<Env>(async (c, next) => {
  c.set("user", userOf(c.req.header("authorization")));
  await next();
});
const withTenant = createMiddleware<Env>(async (c, next) => {
  c.set("tenant", tenantOf(c.get("user")));
  await next();
});

const app = new Hono<Env>();
app.get("/article", zValidator("query", ArticleRef), (c) => c.json(getArticle(c.req.valid("query"))));
app.get("/view", withRequestId, withUser, withTenant, zValidator("query", ArticleRef), (c) =>
  c.json(ArticleView.parse(viewArticle(c.req.valid("query"), c.get("user"), c.get("tenant")))),
);
app.get("/title", zValidator("query", TitleRef), (c) => c.json(getTitle(c.req.valid("query"))));
app.get("/viewTitle", withRequestId, withUser, withTenant, zValidator("query", TitleRef), (c) =>
  c.json(Title.parse(getTitle(c.req.valid("query")))),
);
app.post("/article", zValidator("json", ArticleCreate), (c) =>
  c.json(Article.parse(createArticle(c.req.valid("json")))),
);
serve({ fetch: app.fetch, port, hostname: host });
