import type { Json } from "@tenon/openapi";
import type { Pair } from "./walk.ts";

/** The properties that can have one value only, by which the forms of a union are told apart; values as JSON. */
export function tagsOf(json: Json): Record<string, string> {
  const properties = (json["properties"] ?? {}) as Record<string, Json>;
  const required: unknown[] = json["required"] ?? [];
  const tags = Object.entries(properties).filter(([key, schema]) => required.includes(key) && "const" in schema);
  return Object.fromEntries(tags.map(([key, schema]) => [key, JSON.stringify(schema["const"])]));
}

/** Whether no value can have both forms, by their tags. */
export function haveDifferentTags({ before, after }: Pair<{ readonly json: Json }>): boolean {
  const [left, right] = [tagsOf(before.json), tagsOf(after.json)];
  return Object.entries(left).some(([key, value]) => right[key] !== undefined && right[key] !== value);
}
