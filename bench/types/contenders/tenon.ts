import { contract, type Files } from "../model/contract.ts";
import { domain, functionNames, schemaNames } from "../model/domain.ts";
import type { Resource } from "../model/resources.ts";
import { type Contender, importAll } from "./contender.ts";
import { rpcMistakes, rpcPage } from "./rpc-calls.ts";
import { writtenOutForm, routerForm } from "./tenon-client-type.ts";

const call = (path: string, kind: string) => `client.${path}.${kind}`;

/** This repository's own style: packages/api/src/{trpc,procedures,routes,client}.ts. */
const tenonAs = (id: string, name: string, form: Files): Contender => ({
  id,
  name,
  style:
    id === "tenon"
      ? "the client's type is written out in its declarations"
      : "the client's type is `TRPCClient<AppRouter>`",
  notes: [
    "Without `rest()`, which no declaration shows, and which makes source dearer",
    "The form is that of contenders/tenon-client-type.ts; what the product's own form costs is the last table",
  ],
  docs: ["docs/decisions/002-erased-context-of-the-client-types.md"],
  server: (resources) => ({ ...contract(resources, "rpc"), ...domain(resources, "rpc"), ...api(resources), ...form }),
  entry: { source: "client/client.ts", declarations: "client/client.ts" },
  connect: (from) => `import { createClient } from "${from}";

export const client = createClient("https://api.example.com");
`,
  page: (resource) => rpcPage(call, resource),
  mistakes: (resource) => rpcMistakes(call, resource),
});

export const tenon = tenonAs("tenon", "Tenon", writtenOutForm);
export const tenonRouterType = tenonAs("tenon-router", "Tenon as TRPCClient", routerForm);

function api(resources: readonly Resource[]): Files {
  const files: Files = { "server/trpc.ts": trpc, "server/wire-error.ts": wireError, "server/meta.ts": meta };
  for (const resource of resources) files[`server/routers/${resource.plural}.ts`] = router(resource);
  files["server/procedures.ts"] = procedures;
  files["server/routes.ts"] = `import type { TRPCRouterRecord } from "@trpc/server";
${importAll(resources, "routers")}

export const routes = { ${resources.map(({ plural }) => plural).join(", ")} } satisfies TRPCRouterRecord;
`;
  return files;
}

const meta = `export type Meta = { access?: "public" | "user" | \`\${string}:\${string}\`; rest?: object | false };
`;

const wireError = `export type Reason = "UNAUTHENTICATED" | "FORBIDDEN" | "NOT_FOUND" | "CONFLICT" | "INTERNAL";
export type WireError = { code: string; httpStatus: number; reason: Reason; message: string; requestId: string };
`;

const trpc = `import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { Actor, Store } from "../core/ctx.ts";
import type { Meta } from "./meta.ts";
import type { WireError } from "./wire-error.ts";

export type RequestCtx = { store: Store; requestId: string; identify: () => Promise<Actor | null> };
export const t = initTRPC.context<RequestCtx>().meta<Meta>().create({
  transformer: superjson,
  errorFormatter: ({ shape, path, ctx }) => {
    const data: WireError = { code: shape.data.code, httpStatus: shape.data.httpStatus, reason: "INTERNAL", message: shape.message, requestId: ctx?.requestId ?? "" };
    return { ...shape, data: { ...data, ...(path !== undefined && { path }) } };
  },
});
`;

const procedures = `import { TRPCError } from "@trpc/server";
import type { Permission } from "../core/ctx.ts";
import { t } from "./trpc.ts";

const observe = t.middleware(({ next }) => next());
export const publicProcedure = t.procedure
  .meta({ access: "public" })
  .use(observe)
  .use(({ ctx, next }) => next({ ctx: { store: ctx.store, actor: null } }));
export const authedProcedure = t.procedure
  .meta({ access: "user" })
  .use(observe)
  .use(async ({ ctx, next }) => {
    const actor = await ctx.identify();
    if (!actor) throw new TRPCError({ code: "UNAUTHORIZED" });
    return next({ ctx: { actor } });
  });
export const permittedProcedure = (permission: Permission) =>
  authedProcedure.meta({ access: permission }).use(({ ctx, next }) => {
    if (!ctx.actor.permissions.includes(permission)) throw new TRPCError({ code: "FORBIDDEN" });
    return next();
  });
`;

const router = (resource: Resource) => {
  const { plural, type } = resource;
  return `import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { ${schemaNames(resource)} } from "../../contract/${plural}.ts";
import { ${functionNames(resource)} } from "../../core/${plural}.ts";
import { authedProcedure, permittedProcedure, publicProcedure } from "../procedures.ts";

export const ${plural} = {
  get: publicProcedure.input(${type}Ref).output(${type}).query(({ ctx, input }) => get${type}(ctx, input)),
  list: publicProcedure.input(${type}List).output(${type}Page).query(({ ctx, input }) => list${type}(ctx, input)),
  create: authedProcedure.input(${type}Create).output(${type}).mutation(({ ctx, input }) => create${type}(ctx, input)),
  update: authedProcedure.input(${type}Update).output(${type}).mutation(({ ctx, input }) => update${type}(ctx, input)),
  delete: permittedProcedure("${plural}:delete")
    .input(${type}Ref)
    .output(z.void())
    .mutation(({ ctx, input }) => delete${type}(ctx, input)),
} satisfies TRPCRouterRecord;
`;
};
