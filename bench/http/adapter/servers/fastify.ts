// @see https://fastify.dev/docs/latest/Reference/Type-Providers/ and https://github.com/turkerdev/fastify-type-provider-zod
import { fastify } from "fastify";
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
} from "../domain.ts";
import { host, port } from "../launch.ts";

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

app.get("/article", { schema: { querystring: ArticleRef } }, ({ query }) => getArticle(query));
app.get(
  "/view",
  {
    schema: { querystring: ArticleRef, response: { 200: ArticleView } },
    preHandler: [
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
    ],
  },
  ({ query, user, tenant }) => viewArticle(query, user, tenant),
);
app.post("/article", { schema: { body: ArticleCreate, response: { 200: Article } } }, ({ body }) =>
  createArticle(body),
);
await app.listen({ port, host });
