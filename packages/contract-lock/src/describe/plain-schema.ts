import type { Json } from "@tenon/openapi";
import { byText, canonical } from "../canonical.ts";

/** Keywords that hold a schema, a list of schemas, or schemas by name. */
const ONE = new Set(["items", "additionalProperties", "propertyNames", "not", "contains", "if", "then", "else"]);
const MANY = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const NAMED = new Set(["properties", "patternProperties", "dependentSchemas"]);
/** Keywords that say something about a value; whatever else a schema carries is for readers, editors and forms. */
const PLAIN = new Set(
  `type const enum default deprecated format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum
  multipleOf minItems maxItems uniqueItems required minProperties maxProperties dependentRequired minContains maxContains
  contentEncoding contentMediaType x-type x-minimum x-maximum x-patterns x-rules x-opaque x-default`.split(/\s+/),
);
const UNORDERED = new Set(["allOf", "anyOf", "oneOf", "enum", "required", "type", "x-patterns"]);

/** What becomes of references, and of texts that are nothing but a format with its pattern. */
export interface Naming {
  readonly ref: (ref: string) => string;
  readonly format: (schema: Json) => string;
}

/** A schema without titles, descriptions and examples, its references renamed, and what has no order sorted. */
export function plainSchema(json: Json, naming: Naming): Json {
  const part = (value: unknown): unknown =>
    typeof value === "object" && value !== null ? plainSchema(value, naming) : value;
  const entries = Object.entries(json).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    if (key === "$ref") return [[key, naming.ref(value as string)]];
    if (ONE.has(key)) return [[key, part(value)]];
    if (MANY.has(key)) return [[key, ordered(key, (value as unknown[]).map(part))]];
    if (NAMED.has(key)) return [[key, mapValues(value as Json, part)]];
    return PLAIN.has(key) ? [[key, ordered(key, value)]] : [];
  });
  const plain = Object.fromEntries(entries.filter(([key, value]) => !isImplied(key, value, json)));
  return isFormat(plain) ? { $ref: naming.format(plain) } : plain;
}

/** Every key of a JSON object is text, and every integer of zod is a safe one; zod says so each time. */
function isImplied(key: string, value: unknown, { type }: Json): boolean {
  if (key === "propertyNames") return canonical(value) === TEXT;
  const isLimit = key === "minimum" || key === "maximum";
  return isLimit && type === "integer" && Math.abs(value as number) === Number.MAX_SAFE_INTEGER;
}

const TEXT = canonical({ type: "string" });

function isFormat({ format, pattern, type, ...others }: Json): boolean {
  return format !== undefined && pattern !== undefined && type === "string" && Object.keys(others).length === 0;
}

function ordered(key: string, value: unknown): unknown {
  if (!UNORDERED.has(key) || !Array.isArray(value)) return value;
  return value.toSorted((left, right) => byText(canonical(left), canonical(right)));
}

function mapValues(record: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
