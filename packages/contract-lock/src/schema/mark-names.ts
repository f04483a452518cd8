import type { Json } from "@tenon/openapi";

/** What stands under `x-` keys of any schema, whatever kind of value it has. */
export const MARKS = ["x-rules", "x-steps", "x-options", "x-words", "x-case", "x-then", "x-property"] as const;

/** What says whether a value may be undefined; it is no part of the value. */
export const PRESENCE = ["x-undefined", "x-exact"] as const;

/** The marks of a schema alone. */
export function marksOf(json: Json): Json {
  return Object.fromEntries(MARKS.flatMap((key) => (json[key] === undefined ? [] : [[key, json[key]]])));
}
