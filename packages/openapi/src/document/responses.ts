import { STATUS_CODES } from "node:http";
import type { RestSpec } from "../meta.ts";
import type { Operation } from "../operation.ts";
import { isVoid } from "../schema/zod.ts";
import { type ErrorEntry, exampleRefs, impliedCodes } from "./failure-examples.ts";
import { type Failures, refToFailure } from "./failures.ts";
import { type Json, refTo } from "./json.ts";
import type { Schemas } from "./schemas.ts";
import { isPublic } from "./security.ts";
import { statusOfCode } from "./status-of-code.ts";

/** What the responses of all operations have in common. */
export interface ResponseContext {
  readonly schemas: Schemas;
  readonly errors: Readonly<Record<string, ErrorEntry>>;
  readonly commonErrors: readonly (string | number)[];
  /** Names of `components.headers` that every response has. */
  readonly headers: readonly string[];
  readonly failures: Failures;
  /** Names of the security schemes. */
  readonly schemes: readonly string[];
  readonly fault: (text: string) => void;
}

/** The responses of an operation: its success, what HTTP adds to it, and its failures by status. */
export function responsesOf(operation: Operation, context: ResponseContext): Json {
  return {
    ...successOf(operation, context),
    ...failuresOf(operation, context),
    ...(listsAll(context) && { default: { $ref: refToFailure(context.failures.name) } }),
  };
}

function successOf(operation: Operation, { schemas, headers: common }: ResponseContext): Json {
  const { status, spec, output } = operation;
  const isEmpty = status === 204 || (output !== undefined && isVoid(output));
  const shared = headerRefs(common);
  if (operation.type === "subscription") return { 200: { ...eventsOf(operation, schemas), ...withHeaders(shared) } };
  const headers = { ...headersOf(operation), ...shared };
  const schema = isEmpty ? undefined : (schemas.output(operation) ?? {});
  const success = {
    description: STATUS_CODES[status],
    ...withHeaders(headers),
    ...(schema && { content: { "application/json": { schema, ...responseExamples(operation) } } }),
  };
  const { Location: _, ...acceptedHeaders } = headers;
  const accepted = {
    description: STATUS_CODES[202],
    ...withHeaders(acceptedHeaders),
    ...(schema && { content: { "application/json": { schema } } }),
  };
  const mayBeUndefined = status === 200 && output?._zod.optout === "optional";
  const isConditional = operation.method === "GET" && spec.etag !== undefined;
  return {
    [status]: success,
    ...(spec.accepted && { 202: accepted }),
    ...(mayBeUndefined && { 204: { description: STATUS_CODES[204], ...withHeaders(shared) } }),
    ...(isConditional && {
      304: { description: "Not modified since the ETag in `If-None-Match`", headers: { ETag: ETAG, ...shared } },
    }),
  };
}

const withHeaders = (headers: Json): Json => (Object.keys(headers).length > 0 ? { headers } : {});

const headerRefs = (names: readonly string[]): Json =>
  Object.fromEntries<Json>(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** No version of OpenAPI that generators read can say what each event holds: by custom, the schema is that of one event's data. */
const eventsOf = (operation: Operation, schemas: Schemas): Json => ({
  description: "Server-sent events: unnamed ones hold the data; `error` holds a problem, `end` is the last.",
  content: { "text/event-stream": { schema: schemas.output(operation) ?? {} } },
});

const ETAG: Json = {
  description: "The version of this representation (RFC 9110 §8.8.3)",
  required: true,
  schema: { type: "string" },
};
const LOCATION: Json = {
  description: "Where the new resource is",
  schema: { type: "string", format: "uri-reference" },
};
const LINK: Json = {
  description:
    "Where to go on (RFC 8288): the `first` and the `next` page, a `successor-version`, what tells of a `deprecation`",
  schema: { type: "string" },
};
const REPLAYED: Json = {
  description: "`true` where this is the stored answer to the first call with the Idempotency-Key",
  schema: { type: "string", const: "true" },
};
const DEPRECATION: Json = {
  description: "Since when this is deprecated (RFC 9745)",
  required: true,
  schema: { type: "string" },
};
const SUNSET: Json = { description: "When this ends (RFC 8594)", required: true, schema: { type: "string" } };
const CHALLENGE: Json = { description: "How to authenticate (RFC 9110 §11.6.1)", schema: { type: "string" } };
const RETRY: Json = { description: "Seconds to wait before the next attempt", schema: { type: "integer" } };

function headersOf({ spec, status, method, locationKey }: Operation): Json {
  const hasEtag = spec.etag !== undefined && (method === "GET" || spec.etag !== "body");
  return {
    // A key may be null or absent in an output; a function always says something.
    ...(status === 201 && spec.location && { Location: { ...LOCATION, required: true } }),
    ...(status === 201 && !spec.location && locationKey !== undefined && { Location: LOCATION }),
    ...(hasEtag && { ETag: ETAG }),
    ...(spec.idempotency && { "Idempotency-Replayed": REPLAYED }),
    ...endOf(spec.deprecated),
    ...((spec.paginate || linksOf(spec.deprecated)) && { Link: LINK }),
  };
}

const linksOf = (deprecated: RestSpec["deprecated"]): boolean =>
  typeof deprecated === "object" && (deprecated.link !== undefined || deprecated.successor !== undefined);

function endOf(deprecated: RestSpec["deprecated"]): Json {
  if (typeof deprecated !== "object") return {};
  return {
    ...(deprecated.since !== undefined && { Deprecation: DEPRECATION }),
    ...(deprecated.sunset !== undefined && { Sunset: SUNSET }),
  };
}

function responseExamples({ spec }: Operation): Json {
  const examples = Object.entries(spec.examples ?? {}).filter(([, { response }]) => response !== undefined);
  const named = examples.map(([name, { summary, response }]) => [
    name,
    { ...(summary !== undefined && { summary }), value: response },
  ]);
  return examples.length > 0 ? { examples: Object.fromEntries(named) as Json } : {};
}

const listsAll = ({ failures }: ResponseContext): boolean => failures.listed === "all";

function failuresOf(operation: Operation, context: ResponseContext): Json {
  const { spec } = operation;
  const codes = new Map<number, Set<string>>();
  const add = (status: number, code?: string): void => {
    const known = codes.get(status) ?? new Set();
    if (code !== undefined) known.add(code);
    codes.set(status, known);
  };
  if (listsAll(context)) for (const status of automaticFailures(operation, context)) add(status);
  for (const error of [...(spec.errors ?? []), ...context.commonErrors]) {
    const status = typeof error === "number" ? error : statusOfCode(error, context.errors);
    if (status === undefined) context.fault(`${operation.path}: ${error} is not a known error code`);
    else add(status, typeof error === "string" ? error : undefined);
  }
  const sorted = [...codes].toSorted(([left], [right]) => left - right);
  return Object.fromEntries(sorted.map(([status, known]) => [status, failureOf(status, [...known], context)]));
}

/** What the bridge and the security schemes may answer, whatever the procedure does. */
function automaticFailures(operation: Operation, context: ResponseContext): number[] {
  const { input, spec } = operation;
  const ifMatch = input.bound.find(({ in: place, lookup }) => place === "header" && lookup === "if-match");
  return [
    ...(input.isEmpty ? [] : [400]),
    ...(isPublic(spec, context.schemes) ? [] : [401]),
    ...(ifMatch ? [412] : []),
    ...(ifMatch?.required ? [428] : []),
    ...(spec.idempotency ? [400, 409, 422] : []),
    ...(input.body.kind === "none" ? [] : [413, 415]),
  ];
}

function failureOf(status: number, codes: readonly string[], context: ResponseContext): Json {
  if (codes.length === 0) return { $ref: refToFailure(context.failures.name, status) };
  return failureResponse(context, status, codes);
}

/** A response that is a failure. Without a status it stands for every failure that has no response of its own. */
export function failureResponse(context: ResponseContext, status?: number, codes: readonly string[] = []): Json {
  const { failures, headers, errors } = context;
  const title = status === undefined ? "Any other failure" : (STATUS_CODES[status] ?? String(status));
  const lines = codes.map((code) => `- \`${code}\`${errors[code]?.message ? `: ${errors[code].message}` : ""}`);
  const examples = exampleRefs(codes.length > 0 ? codes : impliedCodes(status, errors), errors);
  const isDescribed = status === undefined || !failures.undescribed.includes(status);
  return {
    description: [title, ...lines].join("\n"),
    ...withHeaders({
      ...headerRefs(headers),
      ...((status === 429 || status === 503) && { "Retry-After": RETRY }),
      ...(status === 401 && { "WWW-Authenticate": CHALLENGE }),
    }),
    ...(isDescribed && { content: { [failures.mediaType]: { schema: { $ref: refTo(failures.name) }, ...examples } } }),
  };
}
