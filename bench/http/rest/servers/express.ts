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
  nextRequestId,
  tenantOf,
  userOf,
  viewArticle,
} from "../../adapter/domain.ts";
import { host, port } from "../../adapter/launch.ts";
import { ArticleListOfTexts, ArticlePage, listArticles } from "../domain.ts";

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

const articles = express.Router();
articles.get("/:id", (req, res) => {
  res.json(Article.parse(getArticle(ArticleRef.parse({ ...req.query, ...req.params }))));
});
articles.get("/:id/view", withRequestId, withUser, withTenant, (req, res) => {
  const { user, tenant } = res.locals;
  const ref = ArticleRef.parse({ ...req.query, ...req.params });
  res.json(ArticleView.parse(viewArticle(ref, user, tenant)));
});
articles.get("/", (req, res) => {
  res.json(ArticlePage.parse(listArticles(ArticleListOfTexts.parse(req.query))));
});
articles.post("/", express.json(), (req, res) => {
  res.status(201).json(Article.parse(createArticle(ArticleCreate.parse(req.body))));
});

const app = express();
app.use("/api/articles", articles);
app.use(onError);
app.listen(port, host);
