import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { globalRegistry, safeParse } from "zod/v4/core";

/** Any zod 4 schema, of the classic or of the mini flavour. This file is the only one that knows where zod keeps its parts. */
export type Schema = $ZodType;

/** Which side of a pipe, a transform or a default is meant. */
export type Io = "input" | "output";

/** Whether a tRPC parser is a zod 4 schema. */
export function isSchema(parser: unknown): parser is Schema {
  return typeof parser === "object" && parser !== null && "_zod" in parser;
}

/** A schema's definition, discriminated by `type`. */
export function defOf(schema: Schema): $ZodTypes["_zod"]["def"] {
  return (schema as $ZodTypes)._zod.def;
}

/** A schema's `.meta()`, without what it inherits by name. */
export function metaOf(schema: Schema): Record<string, unknown> {
  return globalRegistry.get(schema) ?? {};
}

/** The schema inside a wrapper (optional, default, pipe, lazy …); undefined when this one is not a wrapper. */
export function unwrap(schema: Schema, io: Io): Schema | undefined {
  const def = defOf(schema);
  switch (def.type) {
    case "optional":
    case "nullable":
    case "nonoptional":
    case "default":
    case "prefault":
    case "readonly":
    case "catch":
    case "promise":
      return def.innerType;
    case "success":
      return io === "input" ? def.innerType : undefined;
    case "lazy":
      return (schema as Schema & { _zod: { innerType: Schema } })._zod.innerType;
    case "pipe":
      // A preprocess declares no input of its own: like zod's JSON Schema, take the schema behind it.
      return io === "output" || defOf(def.in).type === "transform" ? def.out : def.in;
    default:
      return undefined;
  }
}

/** A schema freed of every wrapper. A lazy schema that is only itself stops where it started. */
export function core(schema: Schema, io: Io): Schema {
  const seen = new Set<Schema>();
  let current = schema;
  for (let inner = unwrap(current, io); inner && !seen.has(inner); inner = unwrap(current, io)) {
    seen.add(inner);
    current = inner;
  }
  return current;
}

/** The schemas directly inside this one. */
export function children(schema: Schema, io: Io): readonly Schema[] {
  const def = defOf(schema);
  switch (def.type) {
    case "array":
      return [def.element];
    case "object":
      return [...Object.values(def.shape), ...(def.catchall ? [def.catchall] : [])] as Schema[];
    case "union":
      return def.options;
    case "intersection":
      return [def.left, def.right] as Schema[];
    case "tuple":
      return [...def.items, ...(def.rest ? [def.rest] : [])] as Schema[];
    case "record":
    case "map":
      return [def.keyType, def.valueType] as Schema[];
    case "set":
      return [def.valueType];
    default: {
      const inner = unwrap(schema, io);
      return inner ? [inner] : [];
    }
  }
}

/** Every schema reachable from this one, itself first, each once. */
export function reachable(schema: Schema, io: Io): Set<Schema> {
  const found = new Set<Schema>([schema]);
  // A Set's iteration visits what is added while it runs, so this loop is the whole walk.
  for (const next of found) for (const child of children(next, io)) found.add(child);
  return found;
}

/** Whether a schema stands for no value at all. */
export function isVoid(schema: Schema): boolean {
  const { type } = defOf(core(schema, "output"));
  return type === "void" || type === "undefined";
}

/** Whether an object may leave the key out on its way in. A transform sees the absence but does not declare it. */
export function isOptional(schema: Schema): boolean {
  const def = defOf(schema);
  if (def.type === "pipe" && defOf(def.in).type === "transform") return isOptional(def.out);
  if (def.type === "catch") return isOptional(def.innerType);
  return schema._zod.optin !== undefined;
}

/** The regular expressions that a string must match: its own, as a format, and its checks'. */
function patternsOf(schema: Schema): RegExp[] {
  const def = defOf(schema) as { pattern?: RegExp; checks?: { _zod: { def: { pattern?: RegExp } } }[] };
  return [def.pattern, ...(def.checks ?? []).map((check) => check._zod.def.pattern)].filter(
    (pattern) => pattern !== undefined,
  );
}

/** Those of them with a flag that a JSON Schema pattern cannot have. */
export function lossyPatterns(schema: Schema): RegExp[] {
  return patternsOf(schema).filter(({ flags }) => /[ims]/.test(flags));
}

/** How many faults the schema finds in a value. One that must be asynchronous to say so counts as a refusal. */
export function faultsIn(schema: Schema, value: unknown): number {
  try {
    return safeParse(schema, value).error?.issues.length ?? 0;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Whether the schema takes the value. */
export function takes(schema: Schema, value: unknown): boolean {
  return faultsIn(schema, value) === 0;
}
