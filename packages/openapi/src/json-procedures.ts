import type { AnyTRPCRouter } from "@trpc/server";
import { decodeInTurn } from "./compile/body.ts";
import { compileOperations } from "./compile/compile.ts";
import type { Json } from "./document/json.ts";
import { objectJson } from "./document/object.ts";
import { type Schemas, type Signature, convertAll } from "./document/schemas.ts";
import { resolved, standalone } from "./document/standalone.ts";
import { RestError } from "./error.ts";
import { toJson } from "./http/json.ts";
import type { Operation } from "./operation.ts";
import { isForm } from "./schema/form.ts";
import { unrepresentable } from "./schema/representable.ts";
import { compileWire } from "./schema/wire.ts";
import { type Schema, isOptional, isSchema, isVoid } from "./schema/zod.ts";
import { type Call, type Procedure, proceduresOf } from "./trpc.ts";

/** A procedure as a function from JSON to JSON, for transports other than REST. */
export interface JsonProcedure {
  /** Dotted, as in `posts.get`. */
  readonly path: string;
  readonly type: "query" | "mutation";
  readonly meta: unknown;
  /** Undefined where REST does not serve the procedure. */
  readonly operation: Operation | undefined;
  /** A self-contained JSON Schema (2020-12), no reference at its root; undefined when the procedure takes nothing. */
  readonly input: Json | undefined;
  readonly isInputOptional: boolean;
  /** The same of the answer; undefined when it is empty, `{}` when the procedure does not say. */
  readonly output: Json | undefined;
  readonly isOutputOptional: boolean;
  /**
   * Turns parsed JSON into the procedure's raw input, as the bridge does with a body.
   * @throws RestError when the value is nested too deeply
   */
  readonly read: (json: unknown) => unknown;
  /** Writes an output as JSON text, as the bridge does; undefined for undefined. */
  readonly write: (output: unknown) => string | undefined;
  readonly call: (call: Call) => Promise<unknown>;
}

/** The chosen procedures that have a JSON form, and why others have none. */
export interface JsonProcedures {
  readonly procedures: readonly JsonProcedure[];
  readonly faults: readonly string[];
}

/**
 * Compiles the procedures of a router whose meta is chosen, lazy routers loaded, in the router's order.
 * @throws RestSetupError when the router is faulty as a REST API
 */
export async function compileJsonProcedures(
  router: AnyTRPCRouter,
  isChosen: (meta: unknown) => boolean,
): Promise<JsonProcedures> {
  const { operations } = await compileOperations(router);
  const byPath = new Map(operations.map((operation) => [operation.path, operation]));
  const chosen = (await proceduresOf(router)).filter(({ meta }) => isChosen(meta));
  const faults = chosen.flatMap((procedure) => faultOf(procedure) ?? []);
  if (faults.length > 0) return { procedures: [], faults };
  const drafts = chosen.map((procedure): Draft => {
    const inputs = procedure.inputs as readonly Schema[];
    const output = procedure.output as Schema | undefined;
    const signature = {
      inputs: inputs.every(isVoid) ? [] : inputs,
      output: output && isVoid(output) ? undefined : output,
    };
    return { procedure, operation: byPath.get(procedure.path), signature };
  });
  const schemas = convertAll(drafts.map(({ signature }) => signature));
  return { procedures: drafts.map((draft) => compileOne(draft, schemas)), faults };
}

interface Draft {
  readonly procedure: Procedure;
  readonly operation: Operation | undefined;
  /** What of it can be converted. */
  readonly signature: Signature;
}

/** Why a procedure has no JSON form; undefined when it has one. */
function faultOf({ path, type, isCustomCaller, inputs, output }: Procedure): string | undefined {
  if (type === "subscription") return `${path}: a subscription is no function`;
  if (isCustomCaller) return `${path}: a procedure with experimental_caller cannot be called`;
  if (!inputs.every(isSchema)) return `${path}: its input is not a zod 4 schema`;
  if (output !== undefined && !isSchema(output)) return `${path}: its output is not a zod 4 schema`;
  if (inputs.some(isForm)) return `${path}: its input is a form`;
  const fault = inputs.map((input) => unrepresentable(input, "input")).find(Boolean);
  if (fault) return `${path}: input: ${fault}`;
  const outputFault = output && unrepresentable(output, "output");
  return outputFault && `${path}: output: ${outputFault}`;
}

function compileOne({ procedure, operation, signature }: Draft, schemas: Schemas): JsonProcedure {
  const { path, meta, call } = procedure;
  const inputs = signature.inputs;
  const output = procedure.output as Schema | undefined;
  const outputJson = output === undefined ? {} : schemas.output(signature);
  const whole = (json: Json): Json => standalone(resolved(json, schemas.components), schemas.components);
  return {
    path,
    type: procedure.type as JsonProcedure["type"],
    meta,
    operation,
    input: inputs.length === 0 ? undefined : whole(inputJson(schemas.inputs(signature), schemas)),
    isInputOptional: inputs.every(isOptional),
    output: outputJson && whole(outputJson),
    isOutputOptional: output?._zod.optout === "optional",
    read: inputs.length === 0 ? () => undefined : reader(inputs),
    write: (value) => (value === undefined ? undefined : toJson(value, true)),
    call,
  };
}

/** Chained inputs that are objects are one object to their caller. */
function inputJson(roots: readonly Json[], { components }: Schemas): Json {
  const [root = {}, ...more] = roots;
  const isObject = (json: Json): boolean => {
    const { type, allOf } = resolved(json, components);
    return type === "object" || (Array.isArray(allOf) && allOf.every(isObject));
  };
  if (more.length === 0 && (!isObject(root) || resolved(root, components)["type"] === "object")) return root;
  if (!roots.every(isObject)) return { allOf: [...roots] };
  const { properties, required, rest } = objectJson(roots, components);
  return { type: "object", properties, ...(required.length > 0 && { required }), ...rest };
}

function reader(inputs: readonly Schema[]): (json: unknown) => unknown {
  const decode = decodeInTurn(inputs.map((input) => compileWire(input)));
  return (json) => {
    try {
      return decode ? decode(json) : json;
    } catch (cause) {
      throw new RestError("MALFORMED_BODY", "The input is nested too deeply", { cause });
    }
  };
}
