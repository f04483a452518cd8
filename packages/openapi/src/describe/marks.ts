import { util } from "zod/v4/core";
import type { Marking, Marks } from "../document/convert.ts";
import type { Json } from "../document/json.ts";
import { type Io, type Schema, defOf, lossyPatterns, metaOf, unwrap } from "../schema/zod.ts";
import { defaultOf } from "./defaults.ts";
import { hiddenIn, hiddenSchemas, isExactOptional, isOrdered, takesUndefined, wordsOf } from "./hidden.ts";
import { checksOf, optionsOf, stepsOf } from "./steps.ts";

/** No JSON value stands for undefined. */
function formOf(schema: Schema): Json | undefined {
  const { type } = defOf(schema);
  return type === "undefined" || type === "void" ? { not: {} } : undefined;
}

const TYPED = new Set(["date", "bigint", "set", "map"]);
const OPAQUE = new Set(["custom", "transform", "function", "symbol", "nan"]);

/**
 * Notes what callers can tell apart and JSON Schema cannot: `x-type` (a Date is not a string to a tRPC caller), the bounds of
 * dates, bigints, sets and maps, `x-patterns` with their flags, `x-rules` (how many refinements an input must pass), `x-opaque`
 * (a schema that says nothing), `x-default` (a default that is no JSON), `x-steps` (what happens to a value on its way),
 * `x-options` of formats, `x-words` (in `x-case`) for true and false, `x-undefined` and `x-exact` (which key may hold undefined), `x-ordered`
 * (the first option that fits wins), and the schemas `x-then`, `x-keys` and `x-property`.
 */
function mark(schema: Schema, json: Json, { io, beside }: Marking): void {
  const def = defOf(schema);
  if (TYPED.has(def.type)) markType(schema, def.type, json);
  if (def.type === "literal" && (def.values as unknown[]).some((value) => typeof value === "bigint"))
    json["x-type"] = "bigint";
  if (OPAQUE.has(def.type) && metaOf(schema)["type"] === undefined) json["x-opaque"] = def.type;
  if (DEFAULTED.has(def.type)) markDefault(schema, json, io);
  const patterns = def.type === "string" ? lossyPatterns(schema) : [];
  if (patterns.length > 0) json["x-patterns"] = patterns.map(String);
  // A wrapper has inherited the marks of what it wraps.
  const isWrapper = unwrap(schema, io) !== undefined;
  const inherited = isWrapper ? (json["x-rules"] as number | undefined) : undefined;
  const rules = io === "input" ? (inherited ?? 0) + rulesOf(schema) : 0;
  put(json, "x-rules", rules > 0 && rules);
  const isPreprocessed = io === "input" && def.type === "pipe" && defOf(def.in).type === "transform";
  const before = [...(isPreprocessed ? ["preprocess"] : []), ...((isWrapper && json["x-steps"]) || [])] as string[];
  const steps = [...before, ...stepsOf(schema, io)];
  put(json, "x-steps", steps.length > 0 && steps);
  const isPresent = def.type !== "undefined" && def.type !== "void" && takesUndefined(schema, io);
  put(json, "x-undefined", isPresent);
  put(json, "x-exact", isExactOptional(schema));
  if (io === "output" && isOrdered(schema, io)) json["x-ordered"] = true;
  const options = optionsOf(schema);
  if (Object.keys(options).length > 0) json["x-options"] = options;
  markHidden(schema, json, { io, beside });
}

const DEFAULTED = new Set(["default", "prefault", "catch"]);

function put(json: Json, key: string, value: unknown): void {
  if (value === false) delete json[key];
  else json[key] = value;
}

function markDefault(schema: Schema, json: Json, io: Io): void {
  // That of what a default wraps is never met.
  delete json["x-default"];
  const text = defaultOf(schema);
  if (text === undefined) return;
  delete json["default"];
  if (io === "input") json["x-default"] = text;
}

function markHidden(schema: Schema, json: Json, { io, beside }: Marking): void {
  const { behind, keys, properties } = hiddenIn(schema, io);
  if (behind) json["x-then"] = [...((json["x-then"] as Json[] | undefined) ?? []), beside(behind)];
  if (keys) json["x-keys"] = beside(keys);
  for (const [key, part] of properties) {
    const others = json["x-property"] as Json | undefined;
    json["x-property"] = { ...others, [key]: [...((others?.[key] as Json[] | undefined) ?? []), beside(part)] };
  }
  const bool = io === "input" ? wordsOf(schema) : undefined;
  if (bool) json["x-words"] = bool.words;
  if (bool?.isCaseSensitive) json["x-case"] = "sensitive";
}

/** The bounds that a check may set, of a value or of a size. */
interface Check {
  readonly check: string;
  readonly format?: string;
  readonly value?: Date | bigint;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly size?: number;
}

const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = util.BIGINT_FORMAT_RANGES;

function markType(schema: Schema, type: string, json: Json): void {
  json["x-type"] = type;
  const parts = type === "set" ? "Items" : "Properties";
  const [least, most, steps]: [Bound[], Bound[], string[]] = [[], [], []];
  const sizes: { readonly min: number[]; readonly max: number[] } = { min: [], max: [] };
  for (const def of checksOf(schema)) {
    const { check, format, value, inclusive, minimum, maximum, size } = def as unknown as Check;
    if (check === "greater_than" && value !== undefined) least.push(boundOf(value, inclusive ? 0 : 1));
    if (check === "less_than" && value !== undefined) most.push(boundOf(value, inclusive ? 0 : -1));
    if (check === "multiple_of") steps.push(String(value));
    const range = check === "bigint_format" ? RANGES[format ?? ""] : undefined;
    if (range) least.push(range[0]);
    if (range) most.push(range[1]);
    if (minimum !== undefined || size !== undefined) sizes.min.push(minimum ?? size ?? 0);
    if (maximum !== undefined || size !== undefined) sizes.max.push(maximum ?? size ?? 0);
  }
  const [lowest] = least.toSorted((left, right) => (left < right ? 1 : -1));
  const [highest] = most.toSorted((left, right) => (left < right ? -1 : 1));
  if (sizes.min.length > 0) json[`min${parts}`] = Math.max(...sizes.min);
  if (sizes.max.length > 0) json[`max${parts}`] = Math.min(...sizes.max);
  if (lowest !== undefined) json["x-minimum"] = written(lowest);
  if (highest !== undefined) json["x-maximum"] = written(highest);
  if (steps.length > 0) json["x-multiples"] = steps.toSorted();
}

type Bound = Date | bigint;

const written = (bound: Bound): string => (typeof bound === "bigint" ? String(bound) : bound.toISOString());

/** The bound that is itself allowed: dates are counted in milliseconds, bigints in ones. */
function boundOf(bound: Bound, step: number): Bound {
  return typeof bound === "bigint" ? bound + BigInt(step) : new Date(bound.getTime() + step);
}

/** The checks that JSON Schema or a mark has a word for; any other counts as a rule. */
const EXPRESSED: ReadonlySet<string> = new Set(
  `less_than greater_than multiple_of number_format bigint_format max_size min_size size_equals max_length min_length
  length_equals string_format mime_type overwrite property properties`.split(/\s+/),
);

/** Refinements, of which no JSON Schema says anything. */
function rulesOf(schema: Schema): number {
  return checksOf(schema).filter(({ check }) => !EXPRESSED.has(check)).length;
}

/** What callers can tell apart and JSON Schema cannot, under keys of its own. */
export const exactMarks: Marks = { hiddenSchemas, formOf, mark };
