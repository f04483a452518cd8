import type { Json } from "@tenon/openapi";

const FOLDED = new Set(["type", "properties", "required", "additionalProperties", "x-rules", "default", "deprecated"]);

/** The one object that several, all of which hold, make up together; undefined when they are not all plain objects. */
export function foldObjects(json: Json, resolve: (part: unknown) => Json): Json | undefined {
  const { allOf, ...own } = json;
  const parts = [...(allOf as unknown[]).map(resolve), ...(own["properties"] ? [own] : [])];
  const isFoldable = (part: Json): boolean =>
    part["type"] === "object" && Object.keys(part).every((key) => FOLDED.has(key));
  if (!parts.every(isFoldable)) return undefined;
  const rules = [...parts, own].reduce((sum, part) => sum + ((part["x-rules"] as number | undefined) ?? 0), 0);
  return { ...parts.reduce(both), ...(rules > 0 && { "x-rules": rules }) };
}

function both(left: Json, right: Json): Json {
  const properties: Json = { ...left["properties"] };
  for (const [key, schema] of Object.entries((right["properties"] ?? {}) as Json)) {
    properties[key] = Object.hasOwn(properties, key) ? { allOf: [properties[key], schema] } : schema;
  }
  const others = [left["additionalProperties"], right["additionalProperties"]].filter((other) => other !== undefined);
  const rest: unknown = others.includes(false) ? false : others.length > 1 ? { allOf: others } : others[0];
  return {
    type: "object",
    properties,
    required: [...new Set([...(left["required"] ?? []), ...(right["required"] ?? [])])],
    ...(rest !== undefined && { additionalProperties: rest }),
  };
}
