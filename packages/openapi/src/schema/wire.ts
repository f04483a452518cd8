import { createRecord } from "./record.ts";
import { compileText, decodeBigInt, decodeDate } from "./text.ts";
import { type Io, type Schema, defOf, faultsIn, reachable, unwrap } from "./zod.ts";

/** Turns a parsed JSON value into what the schema expects. Never changes its argument. */
export type WireDecode = (value: unknown) => unknown;

type Cells = Map<Schema, { decode?: WireDecode }>;

/** Whether a plain JSON value already is what the schema says, on its way in or out. */
export function isJson(schema: Schema, io: Io): boolean {
  for (const part of reachable(schema, io)) if (isConverted(part)) return false;
  return true;
}

/** Whether `JSON.stringify` alone writes what the schema puts out; dates and `toJSON` it knows. */
export function needsReplacer(schema: Schema): boolean {
  for (const part of reachable(schema, "output")) {
    if (isConverted(part) && defOf(part).type !== "date") return true;
    if (OPAQUE.has(defOf(part).type)) return true;
  }
  return false;
}

const OPAQUE = new Set(["any", "unknown", "custom", "transform"]);

function isConverted(schema: Schema): boolean {
  const def = defOf(schema);
  if (def.type === "literal") return (def.values as unknown[]).some((value) => typeof value === "bigint");
  return def.type === "date" || def.type === "bigint" || def.type === "set" || def.type === "map";
}

/** Compiles the plan that reads a JSON body; undefined when there is nothing to do, which costs nothing. */
export function compileWire(schema: Schema, cells: Cells = new Map()): WireDecode | undefined {
  if (isJson(schema, "input")) return undefined;
  const known = cells.get(schema);
  // A recursive schema meets itself here, before its plan is complete.
  if (known) return (value) => known.decode?.(value);
  const cell: { decode?: WireDecode } = {};
  cells.set(schema, cell);
  const decode = build(schema, cells);
  if (decode) cell.decode = decode;
  return decode;
}

function build(schema: Schema, cells: Cells): WireDecode | undefined {
  const def = defOf(schema);
  const part = (inner: unknown): WireDecode | undefined => compileWire(inner as Schema, cells);
  switch (def.type) {
    case "date":
      return (value) => (typeof value === "string" ? decodeDate(value) : value);
    case "bigint":
      return (value) => (typeof value === "string" ? decodeBigInt(value) : value);
    case "literal": {
      const decode = compileText(schema);
      return (value) => (typeof value === "string" ? decode?.(value) : value);
    }
    case "array":
      return eachItem([], part(def.element));
    case "tuple":
      return eachItem(def.items.map(part), def.rest ? part(def.rest) : undefined);
    case "set": {
      const items = eachItem([], part(def.valueType));
      return (value) => (Array.isArray(value) ? new Set(items(value) as unknown[]) : value);
    }
    case "map":
      return toMap(compileText(def.keyType), part(def.valueType));
    case "record":
      return eachKey(new Map(), part(def.valueType));
    case "object": {
      const fields = Object.entries(def.shape as Record<string, Schema>).map(
        ([key, field]) => [key, part(field)] as const,
      );
      return eachKey(new Map(fields), def.catchall ? part(def.catchall) : undefined);
    }
    case "union": {
      const options = def.options as readonly Schema[];
      return "discriminator" in def ? byTag(def.discriminator as string, options, part) : byTrial(options, part);
    }
    case "intersection": {
      const [left, right] = [part(def.left), part(def.right)];
      return (value) => (right ? right(left ? left(value) : value) : left?.(value));
    }
    default: {
      const inner = unwrap(schema, "input");
      return inner && part(inner);
    }
  }
}

function eachItem(items: readonly (WireDecode | undefined)[], rest: WireDecode | undefined): WireDecode {
  return (value) => {
    if (!Array.isArray(value)) return value;
    return value.map((item: unknown, index) => {
      const decode = index < items.length ? items[index] : rest;
      return decode ? decode(item) : item;
    });
  };
}

function eachKey(fields: ReadonlyMap<string, WireDecode | undefined>, rest: WireDecode | undefined): WireDecode {
  return (value) => {
    if (!isRecord(value)) return value;
    const copy = createRecord();
    for (const key of Object.keys(value)) {
      const decode = fields.has(key) ? fields.get(key) : rest;
      copy[key] = decode ? decode(value[key]) : value[key];
    }
    return copy;
  };
}

function toMap(key: ((text: string) => unknown) | undefined, decode: WireDecode | undefined): WireDecode {
  return (value) => {
    if (!isRecord(value)) return value;
    return new Map(Object.entries(value).map(([name, item]) => [key ? key(name) : name, decode ? decode(item) : item]));
  };
}

/** A discriminated union goes by its tag, so that a fault elsewhere in the value does not change how it is read. */
function byTag(
  discriminator: string,
  options: readonly Schema[],
  part: (inner: Schema) => WireDecode | undefined,
): WireDecode {
  const plans = new Map<unknown, WireDecode | undefined>();
  for (const option of options)
    for (const tag of option._zod.propValues?.[discriminator] ?? []) plans.set(tag, part(option));
  return (value) => {
    const decode = isRecord(value) && Object.hasOwn(value, discriminator) ? plans.get(value[discriminator]) : undefined;
    return decode ? decode(value) : value;
  };
}

/** The first option that takes the value, read its own way, as zod chooses; failing that, the one that minds it least. */
function byTrial(options: readonly Schema[], part: (inner: Schema) => WireDecode | undefined): WireDecode {
  const plans = options.map((option) => ({ option, decode: part(option) }));
  return (value) => {
    let best = { value, faults: Number.POSITIVE_INFINITY };
    for (const { option, decode } of plans) {
      const candidate = decode ? decode(value) : value;
      const faults = faultsIn(option, candidate);
      if (faults === 0) return candidate;
      if (faults < best.faults) best = { value: candidate, faults };
    }
    return best.value;
  };
}

/** Whether a JSON value is an object and not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
