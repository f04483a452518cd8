import { contract, type Files } from "../model/contract.ts";
import { domain, functionNames, schemaNames } from "../model/domain.ts";
import type { Resource } from "../model/resources.ts";
import { type Contender, importAll } from "./contender.ts";
import { rpcMistakes, rpcPage } from "./rpc-calls.ts";

const call = (path: string) => `client.${path}`;

/** A router of procedures with `.output()`, which oRPC's own documentation recommends for speed. */
export const orpc: Contender = {
  id: "orpc",
  name: "oRPC",
  style: "`RouterClient<typeof router>`, `.output()` everywhere",
  notes: ["Through declarations the router's type is written out, for `typeof router` at 1000 is TS7056"],
  docs: [
    "https://orpc.dev/docs/procedure",
    "https://orpc.dev/docs/client/client-side",
    "https://orpc.dev/docs/best-practices/monorepo-setup",
  ],
  server: (resources) => ({ ...contract(resources, "rpc"), ...domain(resources, "rpc"), ...api(resources) }),
  entry: { source: "server/router.ts", declarations: "server/client.ts" },
  connect: (from) => `import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { Client } from "${from}";

export const client: Client = createORPCClient(new RPCLink({ url: "https://api.example.com/rpc" }));
`,
  page: (resource) => rpcPage(call, resource),
  mistakes: (resource) => rpcMistakes(call, resource),
};

function api(resources: readonly Resource[]): Files {
  const files: Files = { "server/base.ts": base };
  for (const resource of resources) files[`server/routers/${resource.plural}.ts`] = router(resource);
  files["server/router.ts"] = `import type { RouterClient } from "@orpc/server";
${importAll(resources, "routers")}

export const router = { ${resources.map(({ plural }) => plural).join(", ")} };
export type Client = RouterClient<typeof router>;
`;
  // `typeof router` is too long for declarations at 1000 procedures (TS7056): written out as the compiler asks for.
  files["server/client.ts"] = `import type { RouterClient } from "@orpc/server";
${importAll(resources, "routers").replaceAll("import {", "import type {")}

type Router = { ${resources.map(({ plural }) => `${plural}: typeof ${plural}`).join("; ")} };
export type Client = RouterClient<Router>;
`;
  return files;
}

const base = `import { ORPCError, os } from "@orpc/server";
import type { Actor, Permission, Store } from "../core/ctx.ts";

const base = os.$context<{ store: Store; actor: Actor | null }>();
const timing = base.middleware(async ({ next }) => await next());
export const pub = base.use(timing);
export const authed = pub.use(({ context, next }) => {
  if (!context.actor) throw new ORPCError("UNAUTHORIZED");
  return next({ context: { actor: context.actor } });
});
export const permitted = (permission: Permission) =>
  authed.use(({ context, next }) => {
    if (!context.actor.permissions.includes(permission)) throw new ORPCError("FORBIDDEN");
    return next();
  });
`;

const router = (resource: Resource) => {
  const { plural, type } = resource;
  return `import { z } from "zod";
import { ${schemaNames(resource)} } from "../../contract/${plural}.ts";
import { ${functionNames(resource)} } from "../../core/${plural}.ts";
import { authed, permitted, pub } from "../base.ts";

export const ${plural} = {
  get: pub.input(${type}Ref).output(${type}).handler(({ context, input }) => get${type}(context, input)),
  list: pub.input(${type}List).output(${type}Page).handler(({ context, input }) => list${type}(context, input)),
  create: authed.input(${type}Create).output(${type}).handler(({ context, input }) => create${type}(context, input)),
  update: authed.input(${type}Update).output(${type}).handler(({ context, input }) => update${type}(context, input)),
  delete: permitted("${plural}:delete")
    .input(${type}Ref)
    .output(z.void())
    .handler(({ context, input }) => delete${type}(context, input)),
};
`;
};
