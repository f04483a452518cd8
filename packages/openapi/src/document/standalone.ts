import { type Json, nameOf, refsIn, renameRefs } from "./json.ts";

/** Schemas by name, as `#/components/schemas/…` refers to them. */
type Components = Readonly<Record<string, Json>>;

/** A schema that is no reference itself: what its root refers to, with what stands beside the reference. */
export function resolved(json: Json, components: Components): Json {
  const { $ref, ...beside } = json;
  const name = nameOf($ref);
  return name === undefined ? json : resolved({ ...components[name], ...beside }, components);
}

/**
 * A schema that needs no document around it: the named ones that it refers to, directly or not, are under its own `$defs`. What
 * only OpenAPI knows, a discriminator, is left out.
 */
export function standalone(json: Json, components: Components): Json {
  const names = refsIn(json);
  // A Set's iteration visits what is added while it runs.
  for (const name of names) for (const inner of refsIn(components[name])) names.add(inner);
  const own = (schema: Json | undefined): Json => withoutDiscriminators(renameRefs(schema ?? {}, toDefs)) as Json;
  const defs = [...names].toSorted().map((name) => [name, own(components[name])] as const);
  return { ...own(json), ...(defs.length > 0 && { $defs: Object.fromEntries(defs) }) };
}

function toDefs(ref: string): string {
  const name = nameOf(ref);
  return name === undefined ? ref : `#/$defs/${name}`;
}

function withoutDiscriminators(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutDiscriminators);
  if (typeof json !== "object" || json === null) return json;
  const isUnion = "oneOf" in json && typeof (json as Json)["discriminator"]?.propertyName === "string";
  const entries = Object.entries(json).filter(([key]) => !(isUnion && key === "discriminator"));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutDiscriminators(value)]));
}
