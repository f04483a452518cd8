import type { AnyTRPCRouter } from "@trpc/server";
import { RestSetupError } from "../error.ts";
import type { BridgeMeta } from "../meta.ts";
import type { Operation, Skipped } from "../operation.ts";
import { unrepresentable } from "../schema/representable.ts";
import { shapeOf } from "../schema/shape.ts";
import { needsReplacer } from "../schema/wire.ts";
import { type Schema, isSchema, isVoid } from "../schema/zod.ts";
import { type Procedure, proceduresOf } from "../trpc.ts";
import { type Convention, conventionalRoute } from "./convention.ts";
import { flattens, planInput } from "./input.ts";
import { duplicates, locationKeys } from "./relations.ts";
import { parseRoute, pathOf } from "./route.ts";
import { checkSpec } from "./spec.ts";
import type { Subject } from "./subject.ts";

/** What is compiled of a router, besides the router. */
export interface CompileOptions {
  /** A procedure without an output schema is a fault. @default false */
  readonly strict?: boolean | undefined;
}

/** A router's REST operations, in the router's order, and what REST leaves out. */
export interface Compiled {
  readonly operations: readonly Operation[];
  readonly skipped: readonly Skipped[];
}

/**
 * Compiles a router once, lazy routers loaded.
 * @throws RestSetupError with every fault of the router at once
 */
export async function compileOperations(router: AnyTRPCRouter, options: CompileOptions = {}): Promise<Compiled> {
  const drafts: Operation[] = [];
  const skipped: Skipped[] = [];
  const faults: string[] = [];
  for (const procedure of await proceduresOf(router)) {
    const fault = (text: string): void => void faults.push(`${procedure.path}: ${text}`);
    const spec = (procedure.meta as BridgeMeta | undefined)?.rest;
    const reason = spec === false ? "rest: false" : whyNot(procedure);
    if (reason !== undefined) {
      if (spec && spec.route !== undefined) fault(reason);
      else skipped.push({ path: procedure.path, reason });
      continue;
    }
    const draft = compileOne(procedure, spec || undefined, fault);
    if (draft) drafts.push(draft);
    if (options.strict && draft && draft.output === undefined) {
      fault(draft.type === "subscription" ? "it has no event schema" : "it has no output schema");
    }
  }
  faults.push(...duplicates(drafts));
  if (faults.length > 0) throw new RestSetupError(faults);
  return { operations: locationKeys(drafts), skipped };
}

/** Why this version of the bridge cannot serve a procedure; undefined when it can. */
function whyNot(procedure: Procedure): string | undefined {
  if (procedure.isCustomCaller) return "a procedure with experimental_caller cannot be called over REST";
  for (const input of procedure.inputs) {
    if (!isSchema(input)) return "its input is not a zod 4 schema";
    const fault = unrepresentable(input, "input");
    if (fault) return `input: ${fault}`;
  }
  // What a subscription yields is stated beside it, if at all: its own output is the stream.
  if (procedure.output === undefined || procedure.type === "subscription") return undefined;
  if (!isSchema(procedure.output)) return "its output is not a zod 4 schema";
  const fault = unrepresentable(procedure.output, "output");
  return fault && `output: ${fault}`;
}

function compileOne(
  procedure: Procedure,
  given: Exclude<BridgeMeta["rest"], false>,
  fault: (text: string) => void,
): Operation | undefined {
  const { path, type, call } = procedure;
  const inputs = procedure.inputs as readonly Schema[];
  const output = type === "subscription" ? given?.event : (procedure.output as Schema | undefined);
  const shape = inputs.every(isVoid) ? undefined : shapeOf(inputs);
  const route: Convention | string =
    given?.route !== undefined
      ? parseRoute(given.route)
      : conventionalRoute({ path, type }, shape, (except) => flattens(inputs, except));
  if (typeof route === "string") {
    fault(route);
    return undefined;
  }
  const spec = { ...given, route: `${route.method} ${pathOf(route.segments)}` };
  const subject: Subject = { type, inputs, shape, route, spec, fault };
  checkSpec(subject);
  return {
    path,
    type,
    method: route.method,
    route: pathOf(route.segments),
    operationId: spec.operationId ?? camelCase(path),
    status: spec.status ?? route.status ?? (output && isVoid(output) ? 204 : 200),
    spec,
    inputs,
    output,
    input: planInput(subject),
    needsReplacer: output === undefined || needsReplacer(output),
    locationKey: undefined,
    call,
  };
}

/** `posts.get` is `postsGet`, which every generator takes as a function's name. */
function camelCase(path: string): string {
  return path.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "");
}
