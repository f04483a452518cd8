import type { AnyTRPCRouter } from "@trpc/server";
import { compileOperations } from "../compile/compile.ts";
import { RestSetupError } from "../error.ts";
import type { Operation } from "../operation.ts";
import { type ErrorEntry, examplesIn } from "./failure-examples.ts";
import { type FailureOptions, failuresFrom, refToFailure } from "./failures.ts";
import { type Json, refsIn } from "./json.ts";
import { requestOf } from "./request.ts";
import { type ResponseContext, failureResponse, responsesOf } from "./responses.ts";
import { type Schemas, convertAll } from "./schemas.ts";
import { namedSchemes, securityOf } from "./security.ts";

/** An OpenAPI 3.1.1 document: plain JSON, in a stable order. */
export interface OpenApiDocument {
  readonly openapi: "3.1.1";
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: Json;
  readonly [member: string]: unknown;
}

/** What a document says besides what the router says. */
export interface DocumentOptions {
  readonly router: AnyTRPCRouter;
  readonly info: { readonly title: string; readonly version: string; readonly [member: string]: unknown };
  /** Where the API is mounted; appended to each server's URL. @default "" */
  readonly basePath?: string;
  /** @default the document's own origin */
  readonly servers?: readonly { readonly url: string; readonly [member: string]: unknown }[];
  /** By name. Any one of them admits to an operation that does not say otherwise. */
  readonly securitySchemes?: Readonly<Record<string, Json>>;
  readonly tags?: readonly { readonly name: string; readonly [member: string]: unknown }[];
  /** What the codes in `errors` stand for, besides tRPC's own. */
  readonly errors?: Readonly<Record<string, ErrorEntry>>;
  /** Failures that any operation may have: codes or statuses. */
  readonly commonErrors?: readonly (string | number)[];
  /** Headers of every response, by name, as OpenAPI header objects: `{ "X-Request-Id": { schema: { type: "string" } } }`. */
  readonly responseHeaders?: Readonly<Record<string, Json>>;
  /** How failures are described, when `formatError` writes them in a way of its own. */
  readonly failures?: FailureOptions;
  /** A procedure without an output schema is a fault. @default false */
  readonly strict?: boolean;
}

/**
 * Describes a router's REST operations. The same router gives the same bytes.
 * @throws RestSetupError with every fault of the router, or of what the document says of it
 */
export async function generateDocument(options: DocumentOptions): Promise<OpenApiDocument> {
  const { operations } = await compileOperations(options.router, { strict: options.strict });
  const faults: string[] = [];
  const schemas = convertSafely(operations);
  const failures = failuresFrom(options.failures);
  if (Object.hasOwn(schemas.components, failures.name))
    faults.push(`a schema is named ${failures.name}, which is the name of the failures`);
  const schemes = Object.keys(options.securitySchemes ?? {});
  const context: ResponseContext = {
    schemas,
    errors: options.errors ?? {},
    commonErrors: options.commonErrors ?? [],
    headers: Object.keys(options.responseHeaders ?? {}),
    failures,
    schemes,
    fault: (text) => faults.push(text),
  };
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    for (const name of namedSchemes(operation.spec)) {
      if (!schemes.includes(name)) faults.push(`${operation.path}: ${name} is not a security scheme`);
    }
    (paths[operation.route] ??= {})[operation.method.toLowerCase()] = operationObject(operation, context);
  }
  if (faults.length > 0) throw new RestSetupError(faults);
  const base = (options.basePath ?? "").replace(/\/+$/, "");
  return {
    openapi: "3.1.1",
    info: options.info,
    servers: (options.servers ?? [{ url: "" }]).map((server) => ({
      ...server,
      url: server.url.replace(/\/+$/, "") + base || "/",
    })),
    ...(options.tags && { tags: options.tags }),
    ...(schemes.length > 0 && { security: schemes.map((name) => ({ [name]: [] })) }),
    paths,
    components: componentsOf(paths, context, options),
  };
}

function convertSafely(operations: readonly Operation[]): Schemas {
  try {
    return convertAll(operations);
  } catch (cause) {
    throw new RestSetupError([cause instanceof Error ? cause.message : String(cause)]);
  }
}

function operationObject(operation: Operation, context: ResponseContext): Json {
  const { spec, path, operationId } = operation;
  const security = securityOf(spec, context.schemes);
  return {
    operationId,
    summary: spec.summary ?? path,
    ...(spec.description !== undefined && { description: spec.description }),
    tags: spec.tags ?? [path.split(".", 1)[0]],
    ...(spec.deprecated && { deprecated: true }),
    ...(security && { security }),
    ...requestOf(operation, context.schemas),
    responses: responsesOf(operation, context),
  };
}

/** Only what is referred to, directly or not, sorted so that a new operation moves nothing. */
function componentsOf(paths: Readonly<Record<string, Json>>, context: ResponseContext, options: DocumentOptions): Json {
  const { schemas, failures } = context;
  const used = refsIn(paths);
  // A Set's iteration visits what is added while it runs.
  for (const name of used) for (const inner of refsIn(schemas.components[name])) used.add(inner);
  used.delete(failures.name);
  const named = [...used].toSorted().map((name) => [name, schemas.components[name]] as const);
  const responses = sharedFailures(paths, context);
  return {
    schemas: { ...Object.fromEntries<Json | undefined>(named), [failures.name]: failures.schema },
    responses,
    ...examplesIn([paths, responses], context.errors),
    ...(context.headers.length > 0 && { headers: { ...options.responseHeaders } }),
    ...(options.securitySchemes && { securitySchemes: options.securitySchemes }),
  };
}

/** The failures that operations refer to, by status, and the one that stands for all others. */
function sharedFailures(paths: Readonly<Record<string, Json>>, context: ResponseContext): Json {
  const { name, listed } = context.failures;
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods) as Json[]);
  const responses = operations.flatMap((operation) => Object.entries(operation["responses"] as Record<string, Json>));
  const statuses = new Set(
    responses.filter(([status, { $ref }]) => $ref === refToFailure(name, status)).map(([status]) => status),
  );
  const shared = [...statuses]
    .toSorted()
    .map((status) => [name + status, failureResponse(context, Number(status))] as const);
  return {
    ...Object.fromEntries(shared),
    ...(listed === "all" && { [name]: failureResponse(context) }),
  };
}
