import type { Json } from "@tenon/openapi";
import { byText, canonical } from "../canonical.ts";
import { MARKS, PRESENCE } from "../schema/mark-names.ts";

/** Keywords that hold a schema, a list of schemas, or schemas by name. */
const ONE = new Set([
  "items",
  "additionalProperties",
  "propertyNames",
  "not",
  "contains",
  "if",
  "then",
  "else",
  "x-keys",
]);
const MANY = new Set(["allOf", "anyOf", "oneOf", "prefixItems", "x-then"]);
const NAMED = new Set(["properties", "patternProperties", "dependentSchemas"]);
/** Keywords that say something about a value; whatever else a schema carries is for readers, editors and forms. */
const PLAIN = new Set(
  `type const enum default deprecated format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum
  multipleOf minItems maxItems uniqueItems required minProperties maxProperties dependentRequired minContains maxContains
  contentEncoding contentMediaType x-type x-minimum x-maximum x-patterns x-rules x-opaque x-default
  x-multiples x-steps x-options x-words x-case x-undefined x-exact x-ordered`.split(/\s+/),
);
const UNORDERED = new Set(["allOf", "anyOf", "oneOf", "enum", "required", "type", "x-patterns"]);

/** What becomes of references, and of formats with their patterns. */
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
    if (MANY.has(key)) return [[key, ordered(key, (value as unknown[]).map(part), json)]];
    if (key === "prefixItems") return [[key, items((value as unknown[]).map(part) as Json[], json)]];
    if (key === "properties") return [[key, properties(mapValues(value as Json, part), json)]];
    if (NAMED.has(key)) return [[key, mapValues(value as Json, part)]];
    if (key === "x-property") return [[key, mapValues(value as Json, (list) => (list as unknown[]).map(part))]];
    return PLAIN.has(key) ? [[key, ordered(key, value, json)]] : [];
  });
  const plain = Object.fromEntries(entries.filter(([key, value]) => !isImplied(key, value, json)));
  const [format, marks] = formatOf(plain);
  return format ? { $ref: naming.format(format), ...marks } : plain;
}

/** Every key of a JSON object is text, and every integer of zod is a safe one; zod says so each time. */
function isImplied(key: string, value: unknown, { type }: Json): boolean {
  if (key === "propertyNames") return canonical(value) === TEXT;
  const isLimit = key === "minimum" || key === "maximum";
  return isLimit && type === "integer" && Math.abs(value as number) === Number.MAX_SAFE_INTEGER;
}

const TEXT = canonical({ type: "string" });

/** The format that a text is, when nothing but lengths and marks stands beside it. */
function formatOf({ format, pattern, type, ...marks }: Json): [format: Json | undefined, marks: Json] {
  const isFormat = format !== undefined && pattern !== undefined && type === "string";
  const isAlone = Object.keys(marks).every((key) => BESIDE.has(key));
  return [isFormat && isAlone ? { format, pattern, type } : undefined, marks];
}

const BESIDE: ReadonlySet<string> = new Set(["minLength", "maxLength", ...MARKS, ...PRESENCE]);

/** What may be left out may be undefined as well; the few that may not say so. */
function properties(schemas: Json, { required = [] }: Json): Json {
  return Object.fromEntries(
    Object.entries(schemas).map(([key, schema]: [string, Json]) => {
      const { "x-undefined": _, ...others } = schema;
      return [key, (required as string[]).includes(key) ? schema : others];
    }),
  );
}

/** The same of the last places of a list. */
function items(schemas: readonly Json[], { minItems = 0 }: Json): Json[] {
  return schemas.map((schema, index) => {
    const { "x-undefined": _, ...others } = schema;
    return index < minItems ? schema : others;
  });
}

function ordered(key: string, value: unknown, whole: Json): unknown {
  const isOrdered = key === "anyOf" && whole["x-ordered"] === true;
  if (!UNORDERED.has(key) || isOrdered || !Array.isArray(value)) return value;
  return value.toSorted((left, right) => byText(canonical(left), canonical(right)));
}

function mapValues(record: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
