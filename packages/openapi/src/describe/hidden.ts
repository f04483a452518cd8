import { type Io, type Schema, children, core, defOf } from "../schema/zod.ts";
import { checksOf } from "./steps.ts";

/** Schemas inside a schema that its JSON Schema leaves out. */
export interface Hidden {
  /** What an input must be after its change: the far side of a pipe. */
  readonly behind?: Schema;
  /** The keys of a Map. */
  readonly keys?: Schema;
  /** Of properties that a check looks at, by name; a name may be checked several times. */
  readonly properties: readonly (readonly [key: string, schema: Schema])[];
}

/** What the JSON Schema of a schema leaves out. */
export function hiddenIn(schema: Schema, io: Io): Hidden {
  const def = defOf(schema);
  const properties = checksOf(schema).flatMap(({ check, property, schema: inner, shape }) => {
    if (check === "property") return [[String(property), inner as Schema] as const];
    return check === "properties" ? Object.entries(shape as Record<string, Schema>) : [];
  });
  return {
    ...(io === "input" && def.type === "pipe" && isRechecked(def) && !wordsOf(schema) && { behind: def.out }),
    ...(def.type === "map" && { keys: def.keyType }),
    properties,
  };
}

const isRechecked = (def: { readonly in: Schema; readonly out: Schema }): boolean =>
  defOf(def.in).type !== "transform" && defOf(def.out).type !== "transform";

/** Everything that `hiddenIn` finds in schemas and in what they hold. */
export function hiddenSchemas(roots: readonly Schema[], io: Io): Set<Schema> {
  const hidden = new Set<Schema>();
  const found = new Set(roots);
  // A Set's iteration visits what is added while it runs, so this loop is the whole walk.
  for (const next of found) {
    const { behind, keys, properties } = hiddenIn(next, io);
    const inside = [behind, keys, ...properties.map(([, schema]) => schema)].filter((part) => part !== undefined);
    for (const part of inside) hidden.add(part);
    for (const part of [...children(next, io), ...inside]) found.add(part);
  }
  return hidden;
}

/** The words that stand for true and false in a `z.stringbool()`, which are nowhere but in the schema's bag. */
export function wordsOf(schema: Schema): { words: Record<string, boolean>; isCaseSensitive: boolean } | undefined {
  const { truthy, falsy, case: letters } = schema._zod.bag as { truthy?: string[]; falsy?: string[]; case?: string };
  if (!truthy || !falsy) return undefined;
  const entries = [...falsy.map((word) => [word, false] as const), ...truthy.map((word) => [word, true] as const)];
  return { words: Object.fromEntries(entries), isCaseSensitive: letters === "sensitive" };
}

/** Whether the key may be there with the value undefined, which is not the same as not being there. */
export function takesUndefined(schema: Schema, io: Io, depth = 0): boolean {
  const def = defOf(schema);
  // A lazy schema may be nothing but itself.
  const inner = (part: Schema): boolean => depth < 50 && takesUndefined(part, io, depth + 1);
  switch (def.type) {
    case "undefined":
    case "void":
      return true;
    case "optional":
      return !isExactOptional(schema) || inner(def.innerType);
    case "default":
    case "prefault":
      return io === "input";
    case "catch":
      return inner(def.innerType);
    case "union":
      return def.options.some(inner);
    case "literal":
      return def.values.includes(undefined);
    case "nullable":
    case "readonly":
      return inner(def.innerType);
    case "lazy":
      return inner((schema as Schema & { _zod: { innerType: Schema } })._zod.innerType);
    case "pipe":
      return inner(io === "output" || defOf(def.in).type === "transform" ? def.out : def.in);
    default:
      return false;
  }
}

/** Whether the key may be left out, but not be undefined. */
export function isExactOptional(schema: Schema): boolean {
  return schema._zod.traits.has("$ZodExactOptional");
}

/** Whether it matters which of the options comes first: several are objects, and no key tells them apart. */
export function isOrdered(schema: Schema, io: Io): boolean {
  const def = defOf(schema);
  if (def.type !== "union" || "discriminator" in def || def.inclusive === false) return false;
  const objects = def.options.filter((option) => defOf(core(option, io)).type === "object");
  return objects.some((left, index) => objects.slice(index + 1).some((right) => !haveDifferentTags(left, right)));
}

function haveDifferentTags(left: Schema, right: Schema): boolean {
  const others = right._zod.propValues ?? {};
  return Object.entries(left._zod.propValues ?? {}).some(([key, values]) => others[key]?.isDisjointFrom(values));
}
