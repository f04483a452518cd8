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
app.get("/title", { schema: { querystring: TitleRef } }, ({ query }) => getTitle(query));

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
app.get("/viewTitle", { schema: { querystring: TitleRef, response: { 200: Title } }, preHandler }, ({ query }) =>
  getTitle(query),
);
app.get(
  "/view",
  { schema: { querystring: ArticleRef, response: { 200: ArticleView } }, preHandler },
  ({ query, user, tenant }) => viewArticle(query, user, tenant),
);
app.post("/article", { schema: { body: ArticleCreate, response: { 200: Article } } }, ({ body }) =>
  createArticle(body),
);
await app.listen({ port, host });
