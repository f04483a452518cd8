import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { after, attempt, type Maybe } from "../maybe.ts";
import type { Parse } from "../upstream.ts";
import { type Call, failure, marker, rawInputs, type Result, type Run } from "./call.ts";
import type { Plan, Segment } from "./plan.ts";

/** What changes from step to step. */
type Frame = Pick<Call, "ctx" | "input" | "getRawInput">;
type Changes = { ctx?: object; input?: unknown; getRawInput?: Frame["getRawInput"] };

type RunFrom = (call: Call, frame: Frame) => Maybe<Result>;

/** The plan as one function. */
export function runOf({ segments, meta, seesSignal }: Plan): Run {
  const run = segments.reduceRight<RunFrom | undefined>((rest, segment) => runSegment(segment, meta, rest), undefined);
  if (!run) throw new TypeError("A plan has a resolver");
  return Object.assign((call: Call) => run(call, call), { seesSignal });
}

/** A procedure that is not compiled, run in the same way. */
export function runAsIs(procedure: (call: Call) => Promise<unknown>): Run {
  const run = (call: Call) =>
    procedure(call).then(
      (data): Result => ({ marker, ok: true, data }),
      (cause: unknown) => failure(getTRPCErrorFromUnknown(cause)),
    );
  return Object.assign(run, { seesSignal: true });
}

/** The segment's inputs on the way in, its handler, its outputs on the way out. */
function runSegment({ inputs, outputs, handler }: Segment, meta: unknown, rest: RunFrom | undefined): RunFrom {
  const goThrough: RunFrom = (call, frame) =>
    after(readInputs(inputs, call, frame), (input) => {
      const { ctx, getRawInput } = frame;
      const { type, path, signal, batchIndex } = call;
      // Middlewares may rely on a promise. Of one that hands it on as it is, the result is there already.
      let handedOn: { promise: Promise<Result>; result: Result } | undefined;
      const next =
        rest &&
        ((changes?: Changes) => {
          const result = rest(call, changed({ ctx, input, getRawInput }, changes));
          if (result instanceof Promise) return result;
          const promise = Promise.resolve(result);
          handedOn = { promise, result };
          return promise;
        });
      const returned = handler({ ctx, type, path, input, getRawInput, meta, signal, batchIndex, next });
      return after(handedOn && returned === handedOn.promise ? handedOn.result : returned, (outcome) =>
        applyOutputs(outputs, next ? (outcome as Result) : { marker, ok: true, data: outcome, ctx }),
      );
    });
  return (call, frame) =>
    attempt(
      () => goThrough(call, frame),
      (cause) => failure(getTRPCErrorFromUnknown(cause)),
    );
}

function readInputs(inputs: readonly Parse[], call: Call, { input, getRawInput }: Frame): Maybe<unknown> {
  const source = getRawInput === call.getRawInput ? call[rawInputs] : undefined;
  return inputs.reduce<Maybe<unknown>>(
    (read, parse) =>
      after(read, (before) =>
        after(source ? source.get(call.batchIndex) : getRawInput(), (raw) =>
          after(validated(parse, raw, rejectInput), (parsed) => merged(before, parsed)),
        ),
      ),
    input,
  );
}

const applyOutputs = (outputs: readonly Parse[], result: Result): Maybe<Result> =>
  outputs.reduce<Maybe<Result>>(
    (applied, parse) =>
      after(applied, (last) => {
        if (!last.ok) return last;
        return after(validated(parse, last.data, rejectOutput), (data) => ({ ...last, data }));
      }),
    result,
  );

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
const validated = (parse: Parse, value: unknown, reject: (cause: unknown) => never): Maybe<unknown> =>
  attempt(() => parse(value), reject);

function rejectInput(cause: unknown): never {
  throw new TRPCError({ code: "BAD_REQUEST", cause });
}

function rejectOutput(cause: unknown): never {
  throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "Output validation failed", cause });
}
