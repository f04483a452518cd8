import { type Schema, core, defOf } from "./zod.ts";

/** An input seen as an object: what each key holds, and what a key that is not listed holds. */
export interface Shape {
  readonly fields: ReadonlyMap<string, Schema>;
  readonly rest: Schema | undefined;
}

/** The shape of a procedure's inputs taken together (tRPC merges chained ones); undefined when any is not an object. */
export function shapeOf(inputs: readonly Schema[]): Shape | undefined {
  const fields = new Map<string, Schema>();
  let rest: Schema | undefined;
  for (const input of inputs) {
    const part = objectOf(input);
    if (!part) return undefined;
    for (const [key, field] of part.fields) fields.set(key, field);
    rest ??= part.rest;
  }
  return { fields, rest };
}

function objectOf(schema: Schema): Pick<Shape, "fields" | "rest"> | undefined {
  const def = defOf(core(schema, "input"));
  if (def.type === "object") {
    return {
      fields: new Map(Object.entries(def.shape as Record<string, Schema>)),
      rest: def.catchall,
    };
  }
  if (def.type !== "intersection") return undefined;
  const [left, right] = [objectOf(def.left), objectOf(def.right)];
  if (!left || !right) return undefined;
  return { fields: new Map([...left.fields, ...right.fields]), rest: left.rest ?? right.rest };
}
