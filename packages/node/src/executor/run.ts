import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { isThenable, type Maybe } from "../maybe.ts";
import type { Parse } from "../upstream.ts";
import { type Call, failure, marker, rawInputs, type Result, type Run } from "./call.ts";
import type { Handler, Plan, Segment } from "./plan.ts";

/** What changes from step to step. */
type Frame = Pick<Call, "ctx" | "input" | "getRawInput">;
type Changes = { ctx?: object; input?: unknown; getRawInput?: Frame["getRawInput"] };

type RunFrom = (call: Call, frame: Frame) => Maybe<Result>;
type Step = (call: Call, frame: Frame, input: unknown) => Maybe<Result>;

/** The plan as one function. */
export function runOf({ segments, meta, seesSignal }: Plan): Run {
  const run = segments.reduceRight<RunFrom | undefined>((rest, segment) => runSegment(segment, meta, rest), undefined);
  if (!run) throw new TypeError("A plan has a resolver");
  return Object.assign((call: Call) => run(call, call), { seesSignal });
}

/** A procedure that is not compiled, run in the same way. */
export function runAsIs(procedure: (call: Call) => unknown): Run {
  const run = async (call: Call): Promise<Result> => {
    try {
      return { marker, ok: true, data: await procedure(call) };
    } catch (cause) {
      return failed(cause);
    }
  };
  return Object.assign(run, { seesSignal: true });
}

/** The segment's inputs on the way in, its handler, its outputs on the way out. */
function runSegment({ inputs, outputs, ...own }: Segment, meta: unknown, rest: RunFrom | undefined): RunFrom {
  const step = rest ? middlewareStep({ ...own, meta, rest }) : resolverStep({ ...own, meta });
  const takeStep: Step = (call, frame, input) => {
    const result = step(call, frame, input);
    if (outputs.length === 0) return result;
    return isThenable(result) ? result.then((known) => applyOutputs(outputs, known)) : applyOutputs(outputs, result);
  };
  const readAndTakeStep: RunFrom = (call, frame) => {
    const input = readInputs({ inputs, call, frame }, 0, frame.input);
    return isThenable(input) ? input.then((known) => takeStep(call, frame, known)) : takeStep(call, frame, input);
  };
  return (call, frame) => {
    try {
      const result = inputs.length === 0 ? takeStep(call, frame, frame.input) : readAndTakeStep(call, frame);
      return isThenable(result) ? result.catch(failed) : result;
    } catch (cause) {
      return failed(cause);
    }
  };
}

const failed = (cause: unknown): Result => failure(getTRPCErrorFromUnknown(cause));

const resolverStep =
  ({ handler, meta }: { handler: Handler; meta: unknown }): Step =>
  ({ type, path, signal, batchIndex }, { ctx, getRawInput }, input) => {
    const returned = handler({ ctx, type, path, input, getRawInput, meta, signal, batchIndex, next: undefined });
    if (!isThenable(returned)) return { marker, ok: true, data: returned, ctx };
    return Promise.resolve(returned).then((data): Result => ({ marker, ok: true, data, ctx }));
  };

const middlewareStep =
  ({ handler, handsOn, meta, rest }: Omit<Segment, "inputs" | "outputs"> & { meta: unknown; rest: RunFrom }): Step =>
  (call, { ctx, getRawInput }, input) => {
    const { type, path, signal, batchIndex } = call;
    // Middlewares may rely on a promise. Of one that only hands it on, the result is there already.
    let known: Result | undefined;
    let promised: Promise<Result> | undefined;
    const next = (changes?: Changes): Promise<Result> => {
      const result = rest(call, changed({ ctx, input, getRawInput }, changes));
      if (result instanceof Promise) return result;
      known = result;
      return (promised = Promise.resolve(result));
    };
    const returned = handler({ ctx, type, path, input, getRawInput, meta, signal, batchIndex, next });
    if (handsOn && known && returned === promised) return known;
    return isThenable(returned) ? (Promise.resolve(returned) as Promise<Result>) : (returned as Result);
  };

type Reading = { inputs: readonly Parse[]; call: Call; frame: Frame };

/** Each validator sees the raw input; what they make of it is merged. Without closures where nothing is awaited: it counts. */
function readInputs(reading: Reading, at: number, before: unknown): Maybe<unknown> {
  const parse = reading.inputs[at];
  if (!parse) return before;
  const raw = rawInput(reading);
  const input = isThenable(raw)
    ? Promise.resolve(raw).then((known) => validated(parse, known, rejectInput))
    : validated(parse, raw, rejectInput);
  return isThenable(input)
    ? input.then((known) => readInputs(reading, at + 1, merged(before, known)))
    : readInputs(reading, at + 1, merged(before, input));
}

function rawInput({ call, frame }: Reading): unknown {
  const source = frame.getRawInput === call.getRawInput ? call[rawInputs] : undefined;
  return source ? source.get(call.batchIndex) : frame.getRawInput();
}

function applyOutputs(outputs: readonly Parse[], result: Result, at = 0): Maybe<Result> {
  const parse = outputs[at];
  if (!parse || !result.ok) return result;
  const data = validated(parse, result.data, rejectOutput);
  return isThenable(data)
    ? data.then((known) => applyOutputs(outputs, { ...result, data: known }, at + 1))
    : applyOutputs(outputs, { ...result, data }, at + 1);
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

/** What a validator makes of a value; what it throws is given to `reject`, which throws in its turn. */
function validated(parse: Parse, value: unknown, reject: (cause: unknown) => never): Maybe<unknown> {
  try {
    const made = parse(value);
    return isThenable(made) ? Promise.resolve(made).catch(reject) : made;
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
