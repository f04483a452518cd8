import { getTRPCErrorFromUnknown, TRPCError, type TRPCProcedureType } from "@trpc/server";
import type { Parse } from "../upstream.ts";
import type { Plan, Segment } from "./plan.ts";

export const rawInputs = Symbol("raw inputs");

/** What calling a procedure takes, as every adapter of tRPC gives it. */
export interface Call {
  readonly path: string;
  readonly type: TRPCProcedureType;
  readonly ctx: unknown;
  readonly getRawInput: () => Promise<unknown>;
  /** Where the raw input comes from: for the executor, which needs no promise where it is there already. */
  readonly [rawInputs]?: { get(index: number): unknown };
  readonly input?: unknown;
  readonly signal: AbortSignal | undefined;
  readonly batchIndex: number;
}

/** What changes from step to step. */
type Frame = Pick<Call, "ctx" | "input" | "getRawInput">;
type Changes = { ctx?: object; input?: unknown; getRawInput?: Frame["getRawInput"] };

/** What a middleware gets from `next()`, and returns. */
export type Result =
  | { readonly marker: typeof marker; readonly ok: true; readonly data: unknown; readonly ctx?: unknown }
  | { readonly marker: typeof marker; readonly ok: false; readonly error: TRPCError };

/** Says of a call how it went; never rejects. Says nothing where a middleware forgot to return what it got. */
export type Run = (call: Call) => Promise<Result | undefined>;
type RunFrom = (call: Call, frame: Frame) => Promise<Result | undefined>;

const marker = "middlewareMarker";

/** The plan as one function. */
export function runOf({ segments, meta }: Plan): Run {
  const run = segments.reduceRight<RunFrom | undefined>((rest, segment) => runSegment(segment, meta, rest), undefined);
  if (!run) throw new TypeError("A plan has a resolver");
  return (call) => run(call, call);
}

/** A procedure that is not compiled, run in the same way. */
export const runAsIs =
  (procedure: (call: Call) => Promise<unknown>): Run =>
  async (call) => {
    try {
      return { marker, ok: true, data: await procedure(call) };
    } catch (cause) {
      return failure(getTRPCErrorFromUnknown(cause));
    }
  };

/** An error as a result. */
export const failure = (error: TRPCError): Result => ({ marker, ok: false, error });

/** A result where there is none is an error. */
export const settled = (result: Result | undefined): Result => result || failure(forgotten());

function forgotten(): TRPCError {
  const message = "No result from middlewares - did you forget to `return next()`?";
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message });
}

/**
 * The segment's inputs on the way in, its handler, its outputs on the way out. It waits only for what is not there yet:
 * a turn of the microtask queue for each step would cost more than the steps.
 */
function runSegment({ inputs, outputs, handler }: Segment, meta: unknown, rest: RunFrom | undefined): RunFrom {
  return async (call, { ctx, input: received, getRawInput }) => {
    try {
      let input = received;
      for (const parse of inputs) {
        const source = getRawInput === call.getRawInput ? call[rawInputs] : undefined;
        const raw = source ? source.get(call.batchIndex) : getRawInput();
        const parsed = validated(parse, isThenable(raw) ? await raw : raw, rejectInput);
        input = merged(input, isThenable(parsed) ? await parsed : parsed);
      }

      const { type, path, signal, batchIndex } = call;
      const next = rest && ((changes?: Changes) => rest(call, changed({ ctx, input, getRawInput }, changes)));
      const returned = handler({ ctx, type, path, input, getRawInput, meta, signal, batchIndex, next });
      const outcome = isThenable(returned) ? await returned : returned;

      let result: Result = next ? (outcome as Result) : { marker, ok: true, data: outcome, ctx };
      for (const parse of outputs) {
        if (!result.ok) continue;
        const data = validated(parse, result.data, rejectOutput);
        result = { ...result, data: isThenable(data) ? await data : data };
      }
      return result;
    } catch (cause) {
      return failure(getTRPCErrorFromUnknown(cause));
    }
  };
}

function changed(frame: Frame, changes: Changes | undefined): Frame {
  if (!changes) return frame;
  return {
    ctx: changes.ctx ? { ...(frame.ctx as object), ...changes.ctx } : frame.ctx,
    input: "input" in changes ? changes.input : frame.input,
    getRawInput: changes.getRawInput ?? frame.getRawInput,
  };
}

/** Several inputs are one where they are objects; else the last one counts. */
const merged = (before: unknown, input: unknown) =>
  isObject(before) && isObject(input) ? { ...before, ...input } : input;

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  value !== null &&
  (typeof value === "object" || typeof value === "function") &&
  typeof (value as PromiseLike<unknown>).then === "function";

/** What a validator makes of a value, now or later; what it throws is given to `reject`, which throws in its turn. */
function validated(parse: Parse, value: unknown, reject: (cause: unknown) => never): unknown {
  try {
    const result = parse(value);
    return isThenable(result) ? Promise.resolve(result).catch(reject) : result;
  } catch (cause) {
    return reject(cause);
  }
}

function rejectInput(cause: unknown): never {
  throw new TRPCError({ code: "BAD_REQUEST", cause });
}

function rejectOutput(cause: unknown): never {
  throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "Output validation failed", cause });
}
