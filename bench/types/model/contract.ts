import type { Resource } from "./resources.ts";

/** Files of a generated program, by path. */
export type Files = Record<string, string>;

/** RPC sends an input whole, dates included; HTTP routes take the id from the path, lists from the query string. */
export type Wire = "rpc" | "http";

/** The schemas that every contender validates with: the style of `packages/contract`. */
export function contract(resources: readonly Resource[], wire: Wire): Files {
  const files: Files = { "contract/fields.ts": fields(wire) };
  for (const resource of resources) files[`contract/${resource.plural}.ts`] = schemas(resource, wire);
  return files;
}

const fields = (wire: Wire) => `import { z } from "zod";

export const line = (max: number) => z.string().trim().max(max).refine((value) => value.isWellFormed(), "broken");
export const Id = z.uuid().toLowerCase();
export const Instant = ${wire === "rpc" ? "z.date()" : "z.coerce.date<Date | string>()"}.min(new Date("0001-01-01T00:00:00Z"));
/** Inputs of every list: keyset pages of \`limit\` items. */
export const listFields = {
  limit: ${wire === "rpc" ? "z.int()" : "z.coerce.number<string | number>().int()"}.min(1).max(100).default(20),
  cursor: line(1000).min(1).optional(),
};
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });
`;

function schemas({ type, statuses, fields: own }: Resource, wire: Wire): string {
  const named = (name: string, schema: string) =>
    `export const ${type}${name} = ${schema};\nexport type ${type}${name} = z.output<typeof ${type}${name}>;\n`;
  const id = wire === "rpc" ? "id: Id, " : "";
  return `import { z } from "zod";
import { Id, Instant, line, listFields, pageOf } from "./fields.ts";

${named("Status", `z.enum(${JSON.stringify(statuses)})`)}
${named(
  "",
  `z.object({
  id: Id,
${own.map(({ name, output }) => `  ${name}: ${output},`).join("\n")}
  status: ${type}Status,
  author: z.object({ id: Id, username: z.string(), image: z.string().nullable() }),
  version: z.int(),
  createdAt: z.date(),
  updatedAt: z.date().nullable(),
})`,
)}
const content = {
${own.map(({ name, input }) => `  ${name}: ${input},`).join("\n")}
  startsAt: Instant.optional(),
};
${named("Ref", "z.strictObject({ id: Id })")}
${named("Create", "z.strictObject(content)")}
${named("Update", `z.strictObject({ ${id}status: ${type}Status.optional(), ...z.object(content).partial().shape })`)}
${named("List", `z.strictObject({ ...listFields, status: ${type}Status.optional(), search: line(200).optional() })`)}
${named("Page", `pageOf(${type})`)}`;
}
