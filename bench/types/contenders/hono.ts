import { contract, type Files } from "../model/contract.ts";
import { domain, functionNames } from "../model/domain.ts";
import type { Resource } from "../model/resources.ts";
import { changeOf, type Contender, expectError, importAll, sampleOf } from "./contender.ts";

/** Chained routes and zod-validator; through declarations, the documented `hcWithType`, a client compiled with the server. */
export const hono: Contender = {
  id: "hono",
  name: "Hono RPC",
  style: "chained routes, zod-validator; through declarations `hcWithType`",
  notes: [
    'Declarations hold the client that `const client = hc<typeof routes>("")` has, as its guide shows; `ReturnType<typeof hc<…>>`, which it shows elsewhere, was not measured',
    "Dates are strings on its client, and validation errors are part of every answer's type",
  ],
  docs: [
    "https://hono.dev/docs/guides/rpc#using-rpc-with-larger-applications",
    "https://hono.dev/docs/guides/rpc#compile-your-code-before-using-it-recommended",
  ],
  server: (resources) => ({ ...contract(resources, "http"), ...domain(resources, "http"), ...api(resources) }),
  entry: { source: "server/app.ts", declarations: "server/client.ts" },
  connect: (from, through) =>
    through === "source"
      ? `import { hc } from "hono/client";
import type { AppType } from "${from}";

export const client = hc<AppType>("https://api.example.com");
`
      : `import { hcWithType } from "${from}";

export const client = hcWithType("https://api.example.com");
`,
  page,
  mistakes,
};

function api(resources: readonly Resource[]): Files {
  const files: Files = { "server/middleware.ts": middleware, "server/client.ts": compiledClient };
  for (const resource of resources) files[`server/routes/${resource.plural}.ts`] = routes(resource);
  files["server/app.ts"] = `import { Hono } from "hono";
${importAll(resources, "routes")}

const app = new Hono();
export const routes = app
${resources.map(({ plural }) => `  .route("/${plural}", ${plural})`).join("\n")};
export type AppType = typeof routes;
`;
  return files;
}

const compiledClient = `import { hc } from "hono/client";
import type { routes } from "./app.ts";

const client = hc<typeof routes>("");
export type Client = typeof client;
export const hcWithType = (...args: Parameters<typeof hc>): Client => hc<typeof routes>(...args);
`;

const middleware = `import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { type Actor, type Ctx, identify, type Permission, store } from "../core/ctx.ts";

export const viewer = createMiddleware<{ Variables: { ctx: Ctx } }>(async (c, next) => {
  c.set("ctx", { store, actor: null });
  await next();
});
export const authed = createMiddleware<{ Variables: { ctx: Ctx & { actor: Actor } } }>(async (c, next) => {
  const actor = await identify(c.req.header("authorization"));
  if (!actor) throw new HTTPException(401);
  c.set("ctx", { store, actor });
  await next();
});
export const can = (permission: Permission) =>
  createMiddleware<{ Variables: { ctx: Ctx & { actor: Actor } } }>(async (c, next) => {
    if (!c.get("ctx").actor.permissions.includes(permission)) throw new HTTPException(403);
    await next();
  });
`;

const routes = (resource: Resource) => {
  const { plural, type } = resource;
  return `import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { ${["Create", "List", "Ref", "Update"].map((name) => type + name).join(", ")} } from "../../contract/${plural}.ts";
import { ${functionNames(resource)} } from "../../core/${plural}.ts";
import { authed, can, viewer } from "../middleware.ts";

export const ${plural} = new Hono()
  .get("/", viewer, zValidator("query", ${type}List), async (c) =>
    c.json(await list${type}(c.get("ctx"), c.req.valid("query")), 200))
  .get("/:id", viewer, zValidator("param", ${type}Ref), async (c) =>
    c.json(await get${type}(c.get("ctx"), c.req.valid("param")), 200))
  .post("/", authed, zValidator("json", ${type}Create), async (c) =>
    c.json(await create${type}(c.get("ctx"), c.req.valid("json")), 201))
  .patch("/:id", authed, zValidator("param", ${type}Ref), zValidator("json", ${type}Update), async (c) =>
    c.json(await update${type}(c.get("ctx"), c.req.valid("param"), c.req.valid("json")), 200))
  .delete("/:id", authed, can("${plural}:delete"), zValidator("param", ${type}Ref), async (c) => {
    await delete${type}(c.get("ctx"), c.req.valid("param"));
    return c.body(null, 204);
  });
`;
};

function page(resource: Resource): string {
  const { plural, statuses } = resource;
  return `import { client } from "../client.ts";

export async function ${plural}(): Promise<string> {
  const listed = await client.${plural}.$get({ query: { limit: "50", status: "${statuses[0]}" } });
  if (!listed.ok) throw new Error(listed.statusText);
  const page = await listed.json();
  const got = await client.${plural}[":id"].$get({ param: { id: page.items[0]?.id ?? "" } });
  if (!got.ok) throw new Error(got.statusText);
  const first = await got.json();
  const posted = await client.${plural}.$post({ json: ${sampleOf(resource)} });
  if (!posted.ok) throw new Error(posted.statusText);
  const created = await posted.json();
  const patched = await client.${plural}[":id"].$patch({
    param: { id: created.id },
    json: { status: first.status, ${changeOf(resource)} },
  });
  if (!patched.ok) throw new Error(patched.statusText);
  const updated = await patched.json();
  await client.${plural}[":id"].$delete({ param: { id: updated.id } });
  return updated.createdAt;
}
`;
}

function mistakes({ plural }: Resource): string {
  return `import { client } from "./client.ts";

export async function mistakes(): Promise<void> {
${expectError(`await client.${plural}[":id"].$get({ param: { id: 1 } });`)}
${expectError(`await client.${plural}.$get({ query: { status: "nothing of the kind" } });`)}
${expectError(`await client.${plural}.$put({ json: {} });`)}
  const got = await client.${plural}[":id"].$get({ param: { id: "" } });
  if (!got.ok) throw new Error(got.statusText);
  const first = await got.json();
${expectError("const id: number = first.id;")}
${expectError("const at: number = first.createdAt;")}
}
`;
}
