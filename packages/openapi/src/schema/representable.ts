import { compileText } from "./text.ts";
import { type Io, type Schema, core, defOf, metaOf, reachable } from "./zod.ts";

const UNSAYABLE = new Set(["custom", "file", "function", "symbol", "nan"]);

/**
 * Why a schema has no JSON form, or undefined when it has one. A custom schema (`z.custom`, `z.instanceof`) may state its form
 * with `.meta({ type: … })`.
 */
export function unrepresentable(schema: Schema, io: Io): string | undefined {
  for (const part of reachable(schema, io)) {
    const def = defOf(part);
    if (UNSAYABLE.has(def.type) && metaOf(part)["type"] === undefined) {
      return `a ${def.type} schema has no JSON form; give it one with .meta({ type: … })`;
    }
    if (def.type === "map" && !compileText(core(def.keyType, io))) return "the keys of a Map must be scalars";
  }
  return undefined;
}
