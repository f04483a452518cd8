import { contract, type Files } from "../model/contract.ts";
import { domain, functionNames, schemaNames } from "../model/domain.ts";
import type { Resource } from "../model/resources.ts";
import { type Contender, importAll } from "./contender.ts";
import { rpcMistakes, rpcPage } from "./rpc-calls.ts";

const call = (path: string, kind: string) => `client.${path}.${kind}`;

/** create-t3-turbo: records per resource, one `createTRPCRouter`, no `.output()`, `typeof appRouter`. */
export const trpc: Contender = {
  id: "trpc",
  name: "tRPC",
  style: "create-t3-turbo: `typeof appRouter`",
  notes: ["Without `.output()`, as there: the types come from what the functions return"],
  docs: [
    "https://github.com/t3-oss/create-t3-turbo/tree/main/packages/api",
    "https://trpc.io/docs/client/vanilla/setup",
    "https://trpc.io/docs/server/merging-routers",
  ],
  server: (resources) => ({ ...contract(resources, "rpc"), ...domain(resources, "rpc"), ...api(resources) }),
  entry: { source: "server/root.ts", declarations: "server/root.ts" },
  connect: (from) => `import { createTRPCClient, httpBatchLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "${from}";

export const client = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: "https://api.example.com", transformer: superjson })],
});
`,
  page: (resource) => rpcPage(call, resource),
  mistakes: (resource) => rpcMistakes(call, resource),
};

function api(resources: readonly Resource[]): Files {
  const files: Files = { "server/trpc.ts": setup };
  for (const resource of resources) files[`server/router/${resource.plural}.ts`] = router(resource);
  files["server/root.ts"] = `${importAll(resources, "router")}
import { createTRPCRouter } from "./trpc.ts";

export const appRouter = createTRPCRouter({ ${resources.map(({ plural }) => plural).join(", ")} });
export type AppRouter = typeof appRouter;
`;
  return files;
}

const setup = `import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z, ZodError } from "zod";
import type { Actor, Permission, Store } from "../core/ctx.ts";

export const createTRPCContext = async (opts: { headers: Headers; store: Store; actor: Actor | null }) => ({
  store: opts.store,
  actor: opts.actor,
});
const t = initTRPC.context<typeof createTRPCContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { ...shape.data, zodError: error.cause instanceof ZodError ? z.flattenError(error.cause) : null },
  }),
});
export const createTRPCRouter = t.router;
const timingMiddleware = t.middleware(async ({ next }) => await next());
export const publicProcedure = t.procedure.use(timingMiddleware);
export const protectedProcedure = t.procedure.use(timingMiddleware).use(({ ctx, next }) => {
  if (!ctx.actor) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { actor: ctx.actor } });
});
export const permittedProcedure = (permission: Permission) =>
  protectedProcedure.use(({ ctx, next }) => {
    if (!ctx.actor.permissions.includes(permission)) throw new TRPCError({ code: "FORBIDDEN" });
    return next();
  });
`;

const router = (resource: Resource) => {
  const { plural, type } = resource;
  const inputs = schemaNames(resource).replace(`${type}, `, "").replace(`${type}Page, `, "");
  return `import type { TRPCRouterRecord } from "@trpc/server";
import { ${inputs} } from "../../contract/${plural}.ts";
import { ${functionNames(resource)} } from "../../core/${plural}.ts";
import { permittedProcedure, protectedProcedure, publicProcedure } from "../trpc.ts";

export const ${plural} = {
  get: publicProcedure.input(${type}Ref).query(({ ctx, input }) => get${type}(ctx, input)),
  list: publicProcedure.input(${type}List).query(({ ctx, input }) => list${type}(ctx, input)),
  create: protectedProcedure.input(${type}Create).mutation(({ ctx, input }) => create${type}(ctx, input)),
  update: protectedProcedure.input(${type}Update).mutation(({ ctx, input }) => update${type}(ctx, input)),
  delete: permittedProcedure("${plural}:delete").input(${type}Ref).mutation(({ ctx, input }) => delete${type}(ctx, input)),
} satisfies TRPCRouterRecord;
`;
};
