// @see https://expressjs.com/en/advanced/best-practice-performance.html and https://expressjs.com/en/guide/writing-middleware.html
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { ZodError } from "zod";
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

const withRequestId: RequestHandler = (_req, res, next) => {
  res.locals["requestId"] = nextRequestId();
  next();
};
const withUser: RequestHandler = (req, res, next) => {
  res.locals["user"] = userOf(req.headers.authorization);
  next();
};
const withTenant: RequestHandler = (_req, res, next) => {
  res.locals["tenant"] = tenantOf(res.locals["user"]);
  next();
};
// eslint-disable-next-line max-params -- Express tells error handlers by their four parameters
const onError: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof ZodError) res.status(400).json({ issues: error.issues });
  else next(error);
};

const app = express();
app.get("/article", (req, res) => {
  res.json(getArticle(ArticleRef.parse(req.query)));
});
app.get("/view", withRequestId, withUser, withTenant, (req, res) => {
  const { user, tenant } = res.locals;
  res.json(ArticleView.parse(viewArticle(ArticleRef.parse(req.query), user, tenant)));
});
app.get("/title", (req, res) => {
  res.json(getTitle(TitleRef.parse(req.query)));
});
app.get("/viewTitle", withRequestId, withUser, withTenant, (req, res) => {
  res.json(Title.parse(getTitle(TitleRef.parse(req.query))));
});
app.post("/article", express.json(), (req, res) => {
  res.json(Article.parse(createArticle(ArticleCreate.parse(req.body))));
});
app.use(onError);
app.listen(port, host);
