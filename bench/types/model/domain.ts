import type { Files, Wire } from "./contract.ts";
import type { Resource } from "./resources.ts";

/** What every contender's handlers call: functions of a context and an input, in the style of `packages/core`. */
export function domain(resources: readonly Resource[], wire: Wire): Files {
  const files: Files = { "core/ctx.ts": ctx };
  for (const resource of resources) files[`core/${resource.plural}.ts`] = functions(resource, wire);
  return files;
}

const ctx = `export type Actor = { id: string; permissions: readonly string[] };
export type Permission = \`\${string}:\${string}\`;
export interface Store {
  read<T>(table: string, id: string): Promise<T>;
  page<T>(table: string, input: object): Promise<T>;
  write<T>(table: string, input: object): Promise<T>;
  remove(table: string, id: string): Promise<void>;
}
export declare const store: Store;
export declare const identify: (authorization: string | undefined) => Promise<Actor | null>;
export type Ctx = { store: Store; actor: Actor | null };
`;

function functions({ plural, type }: Resource, wire: Wire): string {
  const update = wire === "rpc" ? "input: " : `{ id }: ${type}Ref, input: `;
  return `import type { ${type}, ${type}Create, ${type}List, ${type}Page, ${type}Ref, ${type}Update } from "../contract/${plural}.ts";
import type { Ctx } from "./ctx.ts";

export const get${type} = (ctx: Ctx, { id }: ${type}Ref): Promise<${type}> => ctx.store.read("${plural}", id);
export const list${type} = (ctx: Ctx, input: ${type}List): Promise<${type}Page> => ctx.store.page("${plural}", input);
export const create${type} = (ctx: Ctx, input: ${type}Create): Promise<${type}> => ctx.store.write("${plural}", input);
export const update${type} = (ctx: Ctx, ${update}${type}Update): Promise<${type}> =>
  ctx.store.write("${plural}", ${wire === "rpc" ? "input" : "{ id, ...input }"});
export const delete${type} = (ctx: Ctx, { id }: ${type}Ref): Promise<void> => ctx.store.remove("${plural}", id);
`;
}

/** The schemas of a resource, as a contender's router imports them. */
export const schemaNames = ({ type }: Resource): string =>
  ["", "Create", "List", "Page", "Ref", "Update"].map((name) => type + name).join(", ");

/** The functions of a resource, as a contender's router imports them. */
export const functionNames = ({ type }: Resource): string =>
  ["create", "delete", "get", "list", "update"].map((verb) => verb + type).join(", ");
