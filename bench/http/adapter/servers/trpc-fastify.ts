// @see https://trpc.io/docs/server/adapters/fastify
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import { fastify } from "fastify";
import { host, port, scenario } from "../launch.ts";
import { createContext, routerOf } from "../router.ts";

const server = fastify({ routerOptions: { maxParamLength: 5000 } });
await server.register(fastifyTRPCPlugin, {
  prefix: "/trpc",
  trpcOptions: { router: routerOf(scenario), createContext } satisfies FastifyTRPCPluginOptions<
    ReturnType<typeof routerOf>
  >["trpcOptions"],
});
await server.listen({ port, host });
