import { type Io, type Schema, defOf, lossyPatterns, metaOf, unwrap } from "../schema/zod.ts";
import type { Json } from "./json.ts";

/** The exact form of what has none in a document: no JSON value stands for undefined. */
export function isExactly(schema: Schema): Json | undefined {
  const { type } = defOf(schema);
  return type === "undefined" || type === "void" ? { not: {} } : undefined;
}

const MARKED = new Set(["date", "bigint", "set", "map"]);
const OPAQUE = new Set(["custom", "transform", "function", "symbol", "nan"]);

/**
 * Notes what callers can tell apart and JSON Schema cannot: `x-type` (a Date is not a string to a tRPC caller), the bounds of
 * dates, bigints, sets and maps, `x-patterns` with their flags, `x-rules` (how many refinements an input must pass), `x-opaque`
 * (a schema that says nothing) and `x-default` (a default that is computed).
 */
export function markExact(schema: Schema, json: Json, io: Io): void {
  const def = defOf(schema);
  if (MARKED.has(def.type)) mark(schema, def.type, json);
  if (def.type === "literal" && (def.values as unknown[]).some((value) => typeof value === "bigint"))
    json["x-type"] = "bigint";
  if (OPAQUE.has(def.type) && metaOf(schema)["type"] === undefined) json["x-opaque"] = def.type;
  if ((def.type === "default" || def.type === "prefault") && json["default"] === undefined && io === "input")
    json["x-default"] = "computed";
  const patterns = def.type === "string" ? lossyPatterns(schema) : [];
  if (patterns.length > 0) json["x-patterns"] = patterns.map(String);
  // A wrapper has inherited the marks of what it wraps.
  const inherited = unwrap(schema, io) ? (json["x-rules"] as number | undefined) : undefined;
  const rules = io === "input" ? (inherited ?? 0) + rulesOf(schema) : 0;
  if (rules > 0) json["x-rules"] = rules;
  else delete json["x-rules"];
}

/** The bounds that a check may set, of a value or of a size. */
interface Check {
  readonly check: string;
  readonly value?: Date | bigint;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly size?: number;
}

function mark(schema: Schema, type: string, json: Json): void {
  json["x-type"] = type;
  const parts = type === "set" ? "Items" : "Properties";
  for (const { _zod } of defOf(schema).checks ?? []) {
    const { check, value, inclusive, minimum, maximum, size } = _zod.def as Check;
    if (check === "greater_than" && value !== undefined) json["x-minimum"] = boundOf(value, inclusive ? 0 : 1);
    if (check === "less_than" && value !== undefined) json["x-maximum"] = boundOf(value, inclusive ? 0 : -1);
    if (minimum !== undefined || size !== undefined) json[`min${parts}`] = minimum ?? size;
    if (maximum !== undefined || size !== undefined) json[`max${parts}`] = maximum ?? size;
  }
}

/** The bound that is itself allowed: dates are counted in milliseconds, bigints in ones. */
function boundOf(bound: Date | bigint, step: number): string {
  return typeof bound === "bigint" ? String(bound + BigInt(step)) : new Date(bound.getTime() + step).toISOString();
}

/** Refinements, and what is checked only after a change of the value: no JSON Schema of an input says either. */
function rulesOf(schema: Schema): number {
  const def = defOf(schema);
  const isRechecked = def.type === "pipe" && defOf(def.in).type !== "transform" && defOf(def.out).type !== "transform";
  const checks = (def.checks ?? []).filter(({ _zod }) => _zod.def.check === "custom");
  return checks.length + (isRechecked ? 1 : 0);
}
