import { isFile, isForm, partOf } from "./form.ts";
import { shapeOf } from "./shape.ts";
import { compileText } from "./text.ts";
import { type Io, type Schema, core, defOf, metaOf, reachable } from "./zod.ts";

const UNSAYABLE = new Set(["custom", "function", "symbol", "nan"]);

/**
 * Why a schema has no JSON form, or undefined when it has one. A custom schema (`z.custom`, `z.instanceof`) may state its form
 * with `.meta({ type: … })`.
 */
export function unrepresentable(schema: Schema, io: Io): string | undefined {
  const files = io === "input" && isForm(schema) ? filesOf(schema) : undefined;
  for (const part of reachable(schema, io)) {
    if (files?.has(part)) continue;
    const def = defOf(part);
    if (defOf(part).type === "file" && metaOf(part)["type"] === undefined) {
      return io === "input" ? "a file has no JSON form; make the input a formInput()" : "a file has no JSON form";
    }
    if (UNSAYABLE.has(def.type) && metaOf(part)["type"] === undefined) {
      return `a ${def.type} schema has no JSON form; give it one with .meta({ type: … })`;
    }
    if (def.type === "map" && !compileText(core(def.keyType, io))) return "the keys of a Map must be scalars";
  }
  return undefined;
}

/** The files that are a field of a form, or an element of one that repeats. */
function filesOf(form: Schema): ReadonlySet<Schema> {
  const parts = [...(shapeOf([form])?.fields.values() ?? [])].map((field) => partOf(field).part);
  return new Set(parts.filter(isFile).map((part) => core(part, "input")));
}
