import type { Operation, Parameter } from "../operation.ts";
import type { Json } from "./json.ts";
import { type ObjectJson, objectJson, without } from "./object.ts";
import type { Schemas } from "./schemas.ts";

/** The parameters and the body of an operation, as members of its operation object. */
export function requestOf(operation: Operation, schemas: Schemas): Json {
  const roots = schemas.inputs(operation);
  const object = objectJson(roots, schemas.components);
  const parameters = [...operation.input.parameters.values()].map((parameter) =>
    parameterOf(parameter, operation, object),
  );
  if (operation.input.lastEventId) parameters.push(LAST_EVENT_ID);
  if (operation.spec.idempotency) parameters.push(idempotencyKey(operation.spec.idempotency === "required"));
  const body = bodyOf(operation, roots, object);
  return { ...(parameters.length > 0 && { parameters }), ...(body && { requestBody: body }) };
}

const LAST_EVENT_ID: Json = {
  name: "Last-Event-ID",
  in: "header",
  description: "The id of the last event that arrived. Browsers send it when they connect again.",
  schema: { type: "string" },
};

const idempotencyKey = (required: boolean): Json => ({
  name: "Idempotency-Key",
  in: "header",
  ...(required && { required }),
  description: "Chosen by the client, a UUID for example: repeated with the same key and body, the call runs once.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
});

function parameterOf(parameter: Parameter, operation: Operation, object: ObjectJson): Json {
  const { key, name, required } = parameter;
  const base = { name, in: parameter.in, ...(required && { required }) };
  if (parameter.in === "header" && name.toLowerCase() === "if-match") {
    return {
      ...base,
      description: `The version that this change is based on, as its ETag: \`"3"\`.${required ? "" : " `*` asks for none."}`,
      schema: { type: "string" },
    };
  }
  const { description, ...schema } = object.properties[key] ?? {};
  const isDeep = operation.input.query.get(key)?.style === "deepObject";
  return {
    ...base,
    ...(description && { description }),
    ...(isDeep && { style: "deepObject", explode: true }),
    schema,
  };
}

function bodyOf(operation: Operation, roots: readonly Json[], object: ObjectJson): Json | undefined {
  const { body, parameters, isOptional } = operation.input;
  if (body.kind === "none") return undefined;
  if (body.kind === "form") return formOf(operation, object);
  if (body.kind === "key") {
    const schema = object.properties[body.key] ?? {};
    return content(operation, schema, object.required.includes(body.key));
  }
  const isWhole = body.kind === "whole" || (parameters.size === 0 && roots.length === 1);
  const schema = isWhole
    ? roots.length === 1
      ? roots[0]
      : { allOf: roots }
    : without(object, new Set(parameters.keys()));
  if (schema === undefined) return undefined;
  const left = object.required.filter((key) => !parameters.has(key));
  return content(operation, schema, body.kind === "whole" ? !isOptional : left.length > 0);
}

/** OpenAPI 3.1 §4.8.14: a part's media type stands beside its schema. */
function formOf({ input }: Operation, object: ObjectJson): Json {
  const keys = new Set(input.parameters.keys());
  const schema = without(object, keys) ?? { type: "object" };
  const encoding = Object.entries((schema["properties"] ?? {}) as Record<string, Json>).flatMap(([key, json]) => {
    const contentType = mediaTypesOf(json);
    return contentType === "" ? [] : [[key, { contentType }] as const];
  });
  return {
    required: object.required.some((key) => !keys.has(key)),
    content: {
      "multipart/form-data": { schema, ...(encoding.length > 0 && { encoding: Object.fromEntries<Json>(encoding) }) },
    },
  };
}

/** What zod notes of `z.file().mime(…)`, of one file or of several. */
function mediaTypesOf(json: Json): string {
  const part = (json["items"] as Json | undefined) ?? json;
  const options = (part["anyOf"] as Json[] | undefined) ?? [part];
  return options.flatMap((option) => (option["contentMediaType"] as string | undefined) ?? []).join(", ");
}

function content({ spec }: Operation, schema: Json, required: boolean): Json {
  const examples = Object.entries(spec.examples ?? {}).filter(([, example]) => example.request !== undefined);
  const named = Object.fromEntries(
    examples.map(([name, { summary, request }]) => [
      name,
      { ...(summary !== undefined && { summary }), value: request },
    ]),
  );
  return {
    ...(required && { required }),
    content: { "application/json": { schema, ...(examples.length > 0 && { examples: named }) } },
  };
}
