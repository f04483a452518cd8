import type { Json } from "@tenon/openapi";
import { byText } from "../canonical.ts";
import { compareCounts } from "./bounds.ts";
import { type Field, compareField, compareRequired } from "./field.ts";
import { compareOthers } from "./other-keys.ts";
import { asSchema } from "./resolve.ts";
import { type Pair, type Place, type Walk, inside } from "./walk.ts";

/** Compares two object schemas, records among them. */
export function compareObjects(walk: Walk, pair: Pair, place: Place): void {
  compareCounts(walk, pair, place);
  const keys = new Set([pair.before, pair.after].flatMap((json) => [...namesOf(json), ...requiredOf(json)]));
  for (const key of [...keys].toSorted(byText)) {
    const fields = { before: fieldOf(pair.before, key), after: fieldOf(pair.after, key) };
    const at = inside(place, key);
    if (fields.before.isListed || fields.after.isListed) compareField(walk, fields, at);
    else compareRequired(walk, fields, at);
  }
  const ofKeys = { where: `${place.where}/*`, label: `the keys of ${place.label}` };
  if (pair.before["propertyNames"] !== undefined || pair.after["propertyNames"] !== undefined) {
    walk.compare({ before: keysOf(pair.before), after: keysOf(pair.after) }, ofKeys);
  }
  // Of a Map, whose keys may be anything.
  const [was, is] = [pair.before["x-keys"], pair.after["x-keys"]];
  if (was !== undefined && is !== undefined) walk.compare({ before: asSchema(was), after: asSchema(is) }, ofKeys);
  compareOthers(walk, pair, place);
  comparePatterns(walk, pair, place);
}

/** Keys that match a pattern, as of a loose record: what two patterns have in common cannot be told. */
function comparePatterns(walk: Walk, { before, after }: Pair, place: Place): void {
  const [was, is] = [before["patternProperties"] ?? {}, after["patternProperties"] ?? {}] as [Json, Json];
  const at = inside(place, "*");
  const patterns = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  for (const pattern of patterns.filter((key) => Object.hasOwn(was, key) && Object.hasOwn(is, key)))
    walk.compare({ before: asSchema(was[pattern]), after: asSchema(is[pattern]) }, at);
  if (patterns.some((pattern) => !Object.hasOwn(was, pattern) || !Object.hasOwn(is, pattern)))
    walk.report(at, { rule: "schema-changed", effect: "replaces", text: "has other patterns for its keys" });
}

const namesOf = (json: Json): string[] => Object.keys((json["properties"] ?? {}) as object);
const requiredOf = (json: Json): string[] => (json["required"] as string[] | undefined) ?? [];
const keysOf = (json: Json): Json => (json["propertyNames"] as Json | undefined) ?? { type: "string" };

/** What an object says of a key: by name, or of all keys that it does not name. */
function fieldOf(json: Json, key: string): Field {
  const others: unknown = json["additionalProperties"];
  const isListed = Object.hasOwn((json["properties"] ?? {}) as object, key);
  const isOpen = others !== undefined && others !== false;
  return {
    key,
    isListed,
    schema: isListed ? asSchema(json["properties"][key]) : isOpen ? asSchema(others) : undefined,
    isRequired: requiredOf(json).includes(key),
    isClosed: others === false,
  };
}
