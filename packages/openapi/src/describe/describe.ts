import type { AnyTRPCRouter } from "@trpc/server";
import { compileOperations } from "../compile/compile.ts";
import type { Json } from "../document/json.ts";
import { type Schemas, type Signature, convertAll } from "../document/schemas.ts";
import type { Operation } from "../operation.ts";
import { shapeOf } from "../schema/shape.ts";
import { isOptional, isSchema, isVoid } from "../schema/zod.ts";
import { type Procedure, proceduresOf } from "../trpc.ts";
import { exactMarks } from "./marks.ts";

/** A procedure as its callers see it, in JSON. */
export interface DescribedProcedure {
  /** Dotted, as in `posts.get`. */
  readonly path: string;
  readonly type: Procedure["type"];
  readonly meta: unknown;
  /** One JSON Schema for each chained input; none when the procedure takes nothing. */
  readonly inputs: readonly Json[];
  readonly isInputOptional: boolean;
  /** Of a subscription, what each event holds. Undefined when the answer is empty, `{}` when the procedure does not say. */
  readonly output: Json | undefined;
  readonly isOutputOptional: boolean;
  /** Undefined where REST does not serve the procedure. */
  readonly operation: Operation | undefined;
  /** Where REST takes each input key from: `path`, `query`, `header:If-Match`, `body`, or `whole-body`. */
  readonly places: Readonly<Record<string, string>>;
}

/** A router's procedures, and the schemas that theirs refer to as `#/components/schemas/…`. */
export interface Described {
  readonly procedures: readonly DescribedProcedure[];
  readonly schemas: Readonly<Record<string, Json>>;
}

const UNKNOWN: Json = { "x-opaque": "not a zod schema" };

/**
 * Describes every procedure of a router, REST or not, exactly enough to compare two versions of it: with what JSON Schema has no
 * word for under `x-` keys.
 * @throws RestSetupError with every fault of the router at once
 */
export async function describeProcedures(router: AnyTRPCRouter): Promise<Described> {
  const procedures = await proceduresOf(router);
  const { operations } = await compileOperations(router);
  const byPath = new Map(operations.map((operation) => [operation.path, operation]));
  const signatures = procedures.map((procedure) => signatureOf(procedure, byPath.get(procedure.path)));
  const schemas = convertAll(signatures, exactMarks);
  return {
    procedures: procedures.map((procedure, index) =>
      describe(procedure, byPath.get(procedure.path), { ...signatures[index], schemas } as Converted),
    ),
    schemas: schemas.components,
  };
}

type Converted = Signature & { readonly schemas: Schemas };

/** What of a procedure can be converted. A subscription's own output is a stream: what its events hold stands in for it. */
function signatureOf({ type, inputs, output: own }: Procedure, operation: Operation | undefined): Signature {
  const schemas = inputs.filter(isSchema);
  const output = type === "subscription" ? operation?.output : own;
  return {
    inputs: schemas.every(isVoid) ? [] : schemas,
    output: isSchema(output) && !isVoid(output) ? output : undefined,
  };
}

function describe(procedure: Procedure, operation: Operation | undefined, converted: Converted): DescribedProcedure {
  const { path, type, meta, inputs } = procedure;
  const output = type === "subscription" ? operation?.output : procedure.output;
  const zod = inputs.filter(isSchema);
  return {
    path,
    type,
    meta,
    inputs: [...converted.schemas.inputs(converted), ...inputs.filter((input) => !isSchema(input)).map(() => UNKNOWN)],
    isInputOptional: zod.length === inputs.length && zod.every(isOptional),
    output: output === undefined ? {} : isSchema(output) ? converted.schemas.output(converted) : UNKNOWN,
    isOutputOptional: isSchema(output) && output._zod.optout === "optional",
    operation,
    places: operation ? placesOf(operation) : {},
  };
}

function placesOf({ inputs, input }: Operation): Record<string, string> {
  const keys = input.isEmpty ? [] : [...(shapeOf(inputs)?.fields.keys() ?? [])];
  return Object.fromEntries(
    keys.map((key) => {
      const parameter = input.parameters.get(key);
      if (parameter) return [key, parameter.name === key ? parameter.in : `${parameter.in}:${parameter.name}`];
      return [key, input.body.kind === "key" && input.body.key === key ? "whole-body" : "body"];
    }),
  );
}
