import { array, registry, toJSONSchema } from "zod";
import { type Io, type Schema, core, defOf, lossyPatterns, reachable } from "../schema/zod.ts";
import { type Json, refTo, renameRefs } from "./json.ts";

/** One pass over the API's schemas, for what goes in or for what comes out. */
export interface Pass {
  /** The JSON Schema of each root, in the roots' order. */
  readonly roots: readonly Json[];
  /** Schemas named by `.meta({ id })`, and recursive ones without a name. */
  readonly named: Readonly<Record<string, Json>>;
}

/** What a conversion notes of schemas besides what JSON Schema has a word for: for comparing, not for documents. */
export interface Marks {
  /** Schemas inside the roots that their JSON Schema leaves out. */
  readonly hiddenSchemas: (roots: readonly Schema[], io: Io) => Iterable<Schema>;
  /** The JSON Schema of what has none in a document; undefined where there is none here either. */
  readonly formOf: (schema: Schema) => Json | undefined;
  /** Writes the marks of a schema into its JSON Schema. */
  readonly mark: (schema: Schema, json: Json, marking: Marking) => void;
}

/** What a mark may depend on. */
export interface Marking {
  readonly io: Io;
  /** Stands for the JSON Schema of a hidden schema, until it is known. */
  readonly beside: (schema: Schema) => Json;
}

const TWIN = "x-twin";
const SHARED = refTo("__shared#/$defs/");

/** Converts all roots at once, so that a named schema is written once and referred to. */
export function convert(roots: readonly Schema[], io: Io, marks?: Marks): Pass {
  const book = registry<{ id: string }>();
  // Registered as they are, roots would lose the names that they have; inside a list they are like any other schema.
  const enter = (id: string, schema: Schema): unknown => book.add(array(schema), { id });
  roots.forEach((schema, index) => enter(`root:${index}`, schema));
  const hidden = [...(marks?.hiddenSchemas(roots, io) ?? [])];
  const twins = twinsOf([...roots, ...hidden], io);
  for (const [schema, id] of twins) enter(id, (defOf(schema) as unknown as { valueType: Schema }).valueType);
  const besides = new Map(hidden.map((schema, index) => [schema, `beside:${index}`]));
  for (const [schema, id] of besides) enter(id, schema);
  const beside = (schema: Schema): Json => ({ [TWIN]: besides.get(schema) });
  const { schemas } = toJSONSchema(book, {
    io,
    uri: refTo,
    unrepresentable: ({ zodSchema }) => wireForm(zodSchema, twins) ?? marks?.formOf(zodSchema) ?? "any",
    override: ({ zodSchema, jsonSchema }) => {
      adjust(zodSchema, jsonSchema, io);
      marks?.mark(zodSchema, jsonSchema, { io, beside });
    },
  }) as { schemas: Record<string, Json> };
  const finish = (json: unknown): Json => {
    const whole = inlineTwins(json, (id) => schemas[id]?.["items"], []);
    return renameRefs(whole, (ref) => (ref.startsWith(SHARED) ? refTo(ref.slice(SHARED.length)) : ref)) as Json;
  };
  const shared = (schemas["__shared"]?.["$defs"] ?? {}) as Record<string, Json>;
  return {
    roots: roots.map((_, index) => finish(schemas[`root:${index}`]?.["items"])),
    named: Object.fromEntries(Object.entries(shared).map(([name, json]) => [name, finish(json)])),
  };
}

/** JSON Schema has no Set and no Map, and zod does not look into them: their values are converted beside them, as twins. */
function twinsOf(roots: readonly Schema[], io: Io): Map<Schema, string> {
  const twins = new Map<Schema, string>();
  for (const root of roots) {
    for (const part of reachable(root, io)) {
      const { type } = defOf(part);
      if ((type === "set" || type === "map") && !twins.has(part)) twins.set(part, `twin:${twins.size}`);
    }
  }
  return twins;
}

/** How a value that JSON has no word for is written. */
function wireForm(schema: Schema, twins: ReadonlyMap<Schema, string>): Json | undefined {
  const def = defOf(schema);
  switch (def.type) {
    case "date":
      return { type: "string", format: "date-time" };
    case "bigint":
      return { type: "string", format: "int64", pattern: "^-?\\d+$" };
    case "literal": {
      const values = def.values as unknown[];
      return values.every((value) => typeof value === "bigint")
        ? { type: "string", enum: values.map(String) }
        : undefined;
    }
    case "set":
      return { type: "array", uniqueItems: true, [TWIN]: twins.get(schema) };
    case "map":
      return { type: "object", [TWIN]: twins.get(schema) };
    default:
      return undefined;
  }
}

function adjust(schema: Schema, json: Json, io: Io): void {
  const def = defOf(schema);
  // A client must survive a new key in an answer; only what is strict by its author's word stays closed.
  if (def.type === "object" && io === "output" && !def.catchall) delete json["additionalProperties"];
  // Said of text by JSON Schema, and of bytes by nobody: a part of a form is not encoded.
  if (def.type === "file") delete json["contentEncoding"];
  if (def.type === "string") dropLossy(schema, json);
  if (def.type === "union" && "discriminator" in def) addDiscriminator(def as never, json);
  if ((def.type === "default" || def.type === "prefault") && !isStable(schema, def)) delete json["default"];
}

const NOT_FORMATS: ReadonlySet<unknown> = new Set(["includes", "starts_with", "ends_with", "lowercase", "uppercase"]);

/** A JSON Schema pattern has no flags: without its `i` it would refuse what the server takes, so it is better left out. */
function dropLossy(schema: Schema, json: Json): void {
  if (NOT_FORMATS.has(json["format"])) delete json["format"];
  const flagged = new Set<unknown>(lossyPatterns(schema).map(({ source }) => source));
  if (flagged.has(json["pattern"])) delete json["pattern"];
  const all = (json["allOf"] as Json[] | undefined)?.filter((part) => !flagged.has(part["pattern"]));
  if (all?.length) json["allOf"] = all;
  else delete json["allOf"];
}

/** A default that is made anew each time, as a date or an id, would make each document another. */
function isStable(schema: Schema, def: { defaultValue: unknown }): boolean {
  if (defOf(core(schema, "input")).type === "date") return false;
  const write = (): string =>
    JSON.stringify(def.defaultValue, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  return write() === write();
}

/** OpenAPI 3.1 §4.8.25: a mapping names schemas, so that every option must have a name. */
function addDiscriminator(
  { discriminator, options }: { discriminator: string; options: readonly Schema[] },
  json: Json,
): void {
  const refs = (json["oneOf"] as Json[] | undefined)?.map((option) => option["$ref"] as string | undefined) ?? [];
  if (refs.length === 0 || refs.includes(undefined)) return;
  const tags = options.flatMap((option, index) =>
    [...(option._zod.propValues?.[discriminator] ?? [])].map((tag) => [String(tag), refs[index]]),
  );
  json["discriminator"] = { propertyName: discriminator, mapping: Object.fromEntries(tags) as Json };
}

function inlineTwins(json: unknown, twin: (id: string) => unknown, within: readonly string[]): unknown {
  if (Array.isArray(json)) return json.map((item) => inlineTwins(item, twin, within));
  if (typeof json !== "object" || json === null) return json;
  const { [TWIN]: id, ...rest } = json as Json;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inlineTwins(value, twin, within)]));
  if (typeof id !== "string") return copy;
  if (id.startsWith("beside:")) return within.includes(id) ? {} : inlineTwins(twin(id), twin, [...within, id]);
  if (within.includes(id))
    throw new Error("A schema that holds itself in a Set or a Map needs a name: .meta({ id: … })");
  const values = inlineTwins(twin(id), twin, [...within, id]);
  return { ...copy, [copy["type"] === "array" ? "items" : "additionalProperties"]: values };
}
