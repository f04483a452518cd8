import type { Json } from "@tenon/openapi";

/** A copy in which every reference is what it refers to. */
export function resolved(document: Json): Json {
  const at = (ref: string): unknown =>
    ref
      .slice(2)
      .split("/")
      .reduce<Json>((value, key) => value[key] as Json, document);
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    const { $ref } = value as { $ref?: string };
    if ($ref !== undefined) return walk(at($ref));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(document) as Json;
}

/** What a caller can tell of an operation, in an order of its own. */
export type Contract = {
  operationId: string;
  tags: string[];
  security: unknown[];
  parameters: Json[];
  requestBody: Json | undefined;
  responses: Json;
};

/** Every operation of a resolved document, by method and path. */
export function contractsOf(document: Json): Record<string, Contract> {
  const paths = Object.entries(document["paths"] as Record<string, Json>);
  const operations = paths.flatMap(([path, item]) =>
    Object.entries(item as Record<string, Json>).map(
      ([method, operation]) => [`${method} ${path}`, contractOf(operation, document)] as const,
    ),
  );
  return Object.fromEntries(operations);
}

function contractOf(operation: Json, document: Json): Contract {
  const { operationId, tags, parameters = [], requestBody, responses } = operation;
  return {
    operationId,
    tags,
    security: operation["security"] ?? document["security"] ?? [],
    parameters: (parameters as Json[])
      .map(({ name, in: place, required = false, schema }) => ({ name, in: place, required, schema: shapeOf(schema) }))
      .toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    requestBody: requestBody && { required: requestBody.required ?? false, content: contentOf(requestBody) },
    responses: Object.fromEntries(
      Object.entries(responses as Record<string, Json>).map(([status, response]) => [status, contentOf(response)]),
    ),
  };
}

/** Bodies by media type; none where the content is empty or absent, which says the same. */
function contentOf({ content = {} }: Json): Json {
  const types = Object.entries(content as Record<string, Json>);
  return Object.fromEntries(types.map(([type, { schema }]) => [type, shapeOf(schema)]));
}

/** What a schema lets through, without words about it: the keys that may differ are named here, and only here. */
function shapeOf(schema: Json): Json {
  const { description: _, required, properties, items, minimum, maximum, ...rest } = schema;
  return {
    ...rest,
    ...(required && { required: (required as string[]).toSorted() }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties as Record<string, Json>).map(([key, value]) => [key, shapeOf(value)]),
      ),
    }),
    ...(items && { items: shapeOf(items) }),
    // JSON's integers end where a double's do, which every implementation has to say or to meet.
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
  };
}
