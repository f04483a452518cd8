import { contract, type Files } from "../model/contract.ts";
import { domain, functionNames, schemaNames } from "../model/domain.ts";
import type { Resource } from "../model/resources.ts";
import { changeOf, type Contender, expectError, importAll, sampleOf } from "./contender.ts";

/** An instance per resource, the guard as a macro, `treaty<typeof app>`; zod through Standard Schema, as everybody here. */
export const elysia: Contender = {
  id: "elysia",
  name: "Elysia Eden",
  style: "an instance per resource, `treaty<typeof app>`",
  notes: ["Instances are joined in groups of 20, for one chain of 200 `.use()` is TS2589"],
  docs: [
    "https://elysiajs.com/essential/best-practice",
    "https://elysiajs.com/essential/validation#standard-schema",
    "https://elysiajs.com/eden/treaty/overview",
  ],
  server: (resources) => ({ ...contract(resources, "http"), ...domain(resources, "http"), ...api(resources) }),
  entry: { source: "server/app.ts", declarations: "server/app.ts" },
  connect: (from) => `import { treaty } from "@elysiajs/eden";
import type { App } from "${from}";

export const client = treaty<App>("https://api.example.com");
`,
  page,
  mistakes,
};

// One chain of 200 `.use()` is too deep for the compiler (TS2589).
const groupSize = 20;

function api(resources: readonly Resource[]): Files {
  const files: Files = { "server/guard.ts": guard };
  for (const resource of resources) files[`server/modules/${resource.plural}.ts`] = controller(resource);
  const groups = Array.from({ length: Math.ceil(resources.length / groupSize) }, (_, index) =>
    resources.slice(index * groupSize, (index + 1) * groupSize),
  );
  groups.forEach((group, index) => (files[`server/group${index}.ts`] = useAll(`group${index}`, group)));
  files["server/app.ts"] = `import { Elysia } from "elysia";
${groups.map((_, index) => `import { group${index} } from "./group${index}.ts";`).join("\n")}

export const app = new Elysia()
${groups.map((_, index) => `  .use(group${index})`).join("\n")};
export type App = typeof app;
`;
  return files;
}

const useAll = (name: string, resources: readonly Resource[]) => `import { Elysia } from "elysia";
${importAll(resources, "modules")}

export const ${name} = new Elysia()
${resources.map(({ plural }) => `  .use(${plural})`).join("\n")};
`;

const guard = `import { Elysia } from "elysia";
import { identify, type Permission } from "../core/ctx.ts";

export const guard = new Elysia({ name: "guard" }).macro({
  isSignIn: {
    async resolve({ headers, status }) {
      const actor = await identify(headers["authorization"]);
      return actor ? { actor } : status(401);
    },
  },
  permission: (permission: Permission) => ({
    async resolve({ headers, status }) {
      const actor = await identify(headers["authorization"]);
      return actor?.permissions.includes(permission) ? { actor } : status(403);
    },
  }),
});
`;

const controller = (resource: Resource) => {
  const { plural, type } = resource;
  return `import { Elysia } from "elysia";
import { z } from "zod";
import { ${schemaNames(resource)} } from "../../contract/${plural}.ts";
import { ${functionNames(resource)} } from "../../core/${plural}.ts";
import { store } from "../../core/ctx.ts";
import { guard } from "../guard.ts";

export const ${plural} = new Elysia({ prefix: "/${plural}" })
  .use(guard)
  .get("/", ({ query }) => list${type}({ store, actor: null }, query), { query: ${type}List, response: ${type}Page })
  .get("/:id", ({ params }) => get${type}({ store, actor: null }, params), { params: ${type}Ref, response: ${type} })
  .post("/", ({ actor, body }) => create${type}({ store, actor }, body), {
    isSignIn: true,
    body: ${type}Create,
    response: ${type},
  })
  .patch("/:id", ({ actor, params, body }) => update${type}({ store, actor }, params, body), {
    isSignIn: true,
    params: ${type}Ref,
    body: ${type}Update,
    response: ${type},
  })
  .delete("/:id", ({ actor, params }) => delete${type}({ store, actor }, params), {
    permission: "${plural}:delete",
    params: ${type}Ref,
    response: z.void(),
  });
`;
};

function page(resource: Resource): string {
  const { plural, statuses } = resource;
  return `import { client } from "../client.ts";

export async function ${plural}(): Promise<Date> {
  const page = await client.${plural}.get({ query: { limit: 50, status: "${statuses[0]}" } });
  if (page.error) throw page.error;
  const first = await client.${plural}({ id: page.data.items[0]?.id ?? "" }).get();
  if (first.error) throw first.error;
  const created = await client.${plural}.post(${sampleOf(resource)});
  if (created.error) throw created.error;
  const updated = await client.${plural}({ id: created.data.id }).patch({ status: first.data.status, ${changeOf(resource)} });
  if (updated.error) throw updated.error;
  await client.${plural}({ id: updated.data.id }).delete();
  return updated.data.createdAt;
}
`;
}

function mistakes({ plural }: Resource): string {
  return `import { client } from "./client.ts";

export async function mistakes(): Promise<void> {
${expectError(`client.${plural}({ name: "" });`)}
${expectError(`await client.${plural}.get({ query: { status: "nothing of the kind" } });`)}
${expectError(`await client.${plural}.put({});`)}
  const first = await client.${plural}({ id: "" }).get();
  if (first.error) throw first.error;
${expectError("const id: number = first.data.id;")}
${expectError("const at: string = first.data.createdAt;")}
}
`;
}
