import type { Json } from "@tenon/openapi";
import { foldObjects } from "./fold.ts";
import { PRESENCE } from "./mark-names.ts";

/** A schema without its reference. The same schema is always the same object, so that a pair can be known again. */
export interface Resolved {
  readonly json: Json;
  /** What people call it; undefined for one without a name of its own. */
  readonly name: string | undefined;
}

/** Follows references, and joins what stands beside them. */
export type Resolve = (json: Json) => Resolved;

const NEVER: Json = { not: {} };
const ANYTHING: Json = {};
const NOTES: ReadonlySet<string> = new Set(["$ref", "default", "deprecated", "x-default", ...PRESENCE]);

/** A schema where JSON Schema also allows true (anything) and false (nothing). */
export function asSchema(json: unknown): Json {
  if (json === undefined || json === true) return ANYTHING;
  return json === false ? NEVER : (json as Json);
}

/** Resolves the references of one contract. */
export function createResolve(defs: Readonly<Record<string, Json>>): Resolve {
  const joined = new WeakMap<Json, Json>();
  const once = (json: Json, make: () => Json): Json => {
    const known = joined.get(json) ?? make();
    joined.set(json, known);
    return known;
  };
  const follow = (json: Json, depth: number): Resolved => {
    const ref: unknown = json["$ref"];
    // References that only go round in circles say nothing.
    if (depth > 50) return { json: ANYTHING, name: undefined };
    if (typeof ref === "string") {
      const name = ref.replace("#/$defs/", "");
      const target = follow(defs[name] ?? ANYTHING, depth + 1);
      const beside = Object.entries(json).filter(([key]) => !NOTES.has(key));
      const whole = beside.length === 0 ? target.json : once(json, () => join(target.json, Object.fromEntries(beside)));
      return { json: whole, name: target.name ?? (/^(at|format):/.test(name) ? undefined : name) };
    }
    if (!Array.isArray(json["allOf"]) || json["type"] === "string") return { json, name: undefined };
    const resolved = (part: unknown): Json => follow(asSchema(part), depth + 1).json;
    return { json: once(json, () => foldObjects(json, resolved) ?? json), name: undefined };
  };
  return (json) => follow(json, 0);
}

/** Both hold: only patterns and further checks can stand on both sides and mean two things. */
function join(target: Json, beside: Json): Json {
  const patterns = [target, beside].flatMap(({ pattern, allOf }) => [
    ...(pattern ? [{ pattern }] : []),
    ...(allOf ?? []),
  ]);
  const thens = [target, beside].flatMap((json) => (json["x-then"] as Json[] | undefined) ?? []);
  const both: Json = { ...target, ...beside, ...(thens.length > 0 && { "x-then": thens }) };
  const { pattern: _, allOf: __, ...rest } = both;
  return patterns.length > 0 ? { ...rest, allOf: patterns } : rest;
}
