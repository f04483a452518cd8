import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { isThenable, type Maybe } from "../maybe.ts";
import type { Parse } from "../upstream.ts";
import { type Call, failure, marker, type Result, type Run } from "./call.ts";
import { keeping } from "./keep.ts";
import type { Plan, Segment } from "./plan.ts";

/** What changes from step to step. */
interface Frame {
  readonly ctx: unknown;
  readonly input: unknown;
  /** A middleware's own; without one it is the call's. */
  readonly getRawInput: Call["getRawInput"] | undefined;
}
type Changes = { ctx?: object; input?: unknown; getRawInput?: Call["getRawInput"] };

type RunFrom = (call: Call, frame: Frame) => Maybe<Result>;
type Step = (call: Call, frame: Frame, input: unknown) => Maybe<Result>;
type Read = (call: Call, frame: Frame, before: unknown) => Maybe<unknown>;
type Finish = (result: Result) => Maybe<Result>;

export type RunOptions = {
  /** See `compileRouter`. */
  keepFrozen: boolean;
};

/** The plan as one function. */
export function runOf({ segments, meta }: Plan, { keepFrozen }: RunOptions): Run {
  const kept = keepFrozen
    ? segments.map((segment) => ({ ...segment, outputs: segment.outputs.map(keeping) }))
    : segments;
  const run = kept.reduceRight<RunFrom | undefined>((rest, segment) => runSegment(segment, meta, rest), undefined);
  if (!run) throw new TypeError("A plan has a resolver");
  return (call) => run(call, { ctx: call.ctx, input: call.input, getRawInput: undefined });
}

/** A procedure that is not compiled, run in the same way. */
export function runAsIs(procedure: (call: Call) => unknown): Run {
  return async ({ path, type, ctx, getRawInput, signal, batchIndex }) => {
    try {
      return { marker, ok: true, data: await procedure({ path, type, ctx, getRawInput, signal, batchIndex }) };
    } catch (cause) {
      return failed(cause);
    }
  };
}

/** The segment's inputs on the way in, its handler, its outputs on the way out. */
function runSegment(segment: Segment, meta: unknown, rest: RunFrom | undefined): RunFrom {
  const read = segment.inputs.map(readerOf).reduce<Read | undefined>(readBoth, undefined);
  const step = rest ? middlewareStep(segment, meta, rest) : resolverStep(segment, meta);
  const finish = segment.outputs.map(finisherOf).reduce<Finish | undefined>(finishBoth, undefined);
  const takeStep: Step = (call, frame, input) => {
    const result = step(call, frame, input);
    if (!finish) return result;
    return isThenable(result) ? result.then(finish) : finish(result);
  };
  const readAndTakeStep = (call: Call, frame: Frame, own: Read) => {
    const input = own(call, frame, frame.input);
    return isThenable(input) ? input.then((known) => takeStep(call, frame, known)) : takeStep(call, frame, input);
  };
  return (call, frame) => {
    try {
      const result = read ? readAndTakeStep(call, frame, read) : takeStep(call, frame, frame.input);
      return isThenable(result) ? result.catch(failed) : result;
    } catch (cause) {
      return failed(cause);
    }
  };
}

const failed = (cause: unknown): Result => failure(getTRPCErrorFromUnknown(cause));

const resolverStep =
  ({ handler, sees }: Segment, meta: unknown): Step =>
  (call, frame, input) => {
    const { path, type, batchIndex } = call;
    const { ctx } = frame;
    const signal = sees.signal ? call.signal : undefined;
    const getRawInput = sees.getRawInput ? (frame.getRawInput ?? call.getRawInput) : undefined;
    const returned = handler({ ctx, type, path, input, getRawInput, meta, signal, batchIndex, next: undefined });
    if (!isThenable(returned)) return { marker, ok: true, data: returned, ctx };
    return Promise.resolve(returned).then((data): Result => ({ marker, ok: true, data, ctx }));
  };

const middlewareStep =
  ({ handler, sees, handsOn }: Segment, meta: unknown, rest: RunFrom): Step =>
  (call, frame, input) => {
    // Middlewares may rely on a promise. Of one that only hands it on, the result is there already.
    let known: Result | undefined;
    let promised: Promise<Result> | undefined;
    const next = (changes?: Changes): Promise<Result> => {
      const result = rest(call, changed(frame, input, changes));
      if (result instanceof Promise) return result;
      known = result;
      return (promised = Promise.resolve(result));
    };
    const { path, type, batchIndex } = call;
    const { ctx } = frame;
    const signal = sees.signal ? call.signal : undefined;
    const getRawInput = sees.getRawInput ? (frame.getRawInput ?? call.getRawInput) : undefined;
    const returned = handler({ ctx, type, path, input, getRawInput, meta, signal, batchIndex, next });
    if (handsOn && known && returned === promised) return known;
    return isThenable(returned) ? (Promise.resolve(returned) as Promise<Result>) : (returned as Result);
  };

const changed = (frame: Frame, input: unknown, changes: Changes | undefined): Frame => ({
  ctx: changes?.ctx ? { ...(frame.ctx as object), ...changes.ctx } : frame.ctx,
  input: changes && "input" in changes ? changes.input : input,
  getRawInput: changes?.getRawInput ?? frame.getRawInput,
});

/** Each validator sees the raw input; what they make of it is merged. */
const readerOf =
  (parse: Parse): Read =>
  (call, frame, before) => {
    const raw = rawInput(call, frame);
    const input = isThenable(raw)
      ? Promise.resolve(raw).then((known) => validated(parse, known, rejectInput))
      : validated(parse, raw, rejectInput);
    return isThenable(input) ? input.then((known) => merged(before, known)) : merged(before, input);
  };

function rawInput(call: Call, { getRawInput }: Frame): unknown {
  if (getRawInput) return getRawInput();
  return call.readInput ? call.readInput() : call.getRawInput();
}

const readBoth = (first: Read | undefined, second: Read): Read =>
  first
    ? (call, frame, before) => {
        const input = first(call, frame, before);
        return isThenable(input) ? input.then((known) => second(call, frame, known)) : second(call, frame, input);
      }
    : second;

const finisherOf =
  (parse: Parse): Finish =>
  (result) => {
    if (!result.ok) return result;
    const data = validated(parse, result.data, rejectOutput);
    return isThenable(data) ? data.then((known) => ({ ...result, data: known })) : { ...result, data };
  };

const finishBoth = (first: Finish | undefined, second: Finish): Finish =>
  first
    ? (result) => {
        const finished = first(result);
        return isThenable(finished) ? finished.then(second) : second(finished);
      }
    : second;

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
