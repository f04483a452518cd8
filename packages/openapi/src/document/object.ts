import { type Json, nameOf } from "./json.ts";

/** An input seen as one object. */
export interface ObjectJson {
  readonly properties: Readonly<Record<string, Json>>;
  readonly required: readonly string[];
  /** Whatever else the schema says, `additionalProperties` and the description among it. */
  readonly rest: Json;
}

/** The object that chained inputs, intersections and references make up together. */
export function objectJson(parts: readonly Json[], components: Readonly<Record<string, Json>>): ObjectJson {
  return parts.map((part) => one(part, components)).reduce(merge, { properties: {}, required: [], rest: {} });
}

/** The object without some keys, as a schema again; undefined when nothing is left. */
export function without(object: ObjectJson, keys: ReadonlySet<string>): Json | undefined {
  const properties = Object.fromEntries(Object.entries(object.properties).filter(([key]) => !keys.has(key)));
  const required = object.required.filter((key) => !keys.has(key));
  const isOpen = object.rest["additionalProperties"] !== undefined && object.rest["additionalProperties"] !== false;
  if (Object.keys(properties).length === 0 && !isOpen) return undefined;
  return { type: "object", properties, ...(required.length > 0 && { required }), ...object.rest };
}

function one(json: Json, components: Readonly<Record<string, Json>>): ObjectJson {
  const name = nameOf(json["$ref"]);
  if (name !== undefined) return one(components[name] ?? {}, components);
  const { allOf, anyOf, properties = {}, required = [], type: _, ...rest } = json;
  const own: ObjectJson = { properties, required, rest };
  const object = (anyOf as Json[] | undefined)?.find((option) => option["type"] !== "null");
  const others = [...((allOf as Json[] | undefined) ?? []), ...(object ? [object] : [])];
  return others.map((part) => one(part, components)).reduce(merge, own);
}

function merge(left: ObjectJson, right: ObjectJson): ObjectJson {
  return {
    properties: { ...left.properties, ...right.properties },
    required: [...new Set([...left.required, ...right.required])],
    rest: { ...left.rest, ...right.rest },
  };
}
