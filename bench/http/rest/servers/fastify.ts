// @see https://fastify.dev/docs/latest/Reference/Type-Providers/ and https://github.com/turkerdev/fastify-type-provider-zod
import { fastify, type preHandlerHookHandler } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import {
  Article,
  ArticleCreate,
  ArticleRef,
  ArticleView,
  createArticle,
  getArticle,
  nextRequestId,
  tenantOf,
  type User,
  userOf,
  viewArticle,
} from "../../adapter/domain.ts";
import { host, port } from "../../adapter/launch.ts";
import { ArticleListOfTexts, ArticlePage, listArticles } from "../domain.ts";

declare module "fastify" {
  interface FastifyRequest {
    traceId: string;
    user: User;
    tenant: string;
  }
}

const app = fastify().withTypeProvider<ZodTypeProvider>();
app.setValidatorCompiler(validatorCompiler);
app.setSerializerCompiler(serializerCompiler);
// https://fastify.dev/docs/latest/Reference/Decorators/: declared before, so that a request's shape never changes.
app.decorateRequest("traceId", "");
app.decorateRequest("tenant", "");
app.decorateRequest("user");

const preHandler: preHandlerHookHandler[] = [
  (request, _reply, done) => {
    request.traceId = nextRequestId();
    done();
  },
  (request, _reply, done) => {
    request.user = userOf(request.headers.authorization);
    done();
  },
  (request, _reply, done) => {
    request.tenant = tenantOf(request.user);
    done();
  },
];
const ref = { params: ArticleRef.pick({ id: true }), querystring: ArticleRef.pick({ lang: true }) };

app.get("/api/articles/:id", { schema: { ...ref, response: { 200: Article } } }, ({ params, query }) =>
  getArticle({ ...params, ...query }),
);
app.get(
  "/api/articles/:id/view",
  { schema: { ...ref, response: { 200: ArticleView } }, preHandler },
  ({ params, query, user, tenant }) => viewArticle({ ...params, ...query }, user, tenant),
);
app.get("/api/articles", { schema: { querystring: ArticleListOfTexts, response: { 200: ArticlePage } } }, ({ query }) =>
  listArticles(query),
);
app.post("/api/articles", { schema: { body: ArticleCreate, response: { 201: Article } } }, ({ body }, reply) => {
  reply.code(201);
  return createArticle(body);
});
await app.listen({ port, host });
