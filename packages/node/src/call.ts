import { getTRPCErrorFromUnknown, TRPCError, type TRPCProcedureType } from "@trpc/server";
import type { Exchange } from "./exchange.ts";
import { type Call, failure, type Result, settled } from "./executor/call.ts";
import type { Maybe } from "./maybe.ts";
import type { Target } from "./routes.ts";
import { isAsyncIterable, isPromise } from "./upstream.ts";

type Methods = Record<TRPCProcedureType, readonly string[]>;
const ownMethods: Methods = { mutation: ["POST"], query: ["GET"], subscription: ["GET"] };
const overriddenMethods: Methods = { mutation: ["POST"], query: ["GET", "POST"], subscription: ["GET", "POST"] };

/** A call as the executor takes it. What it is not asked for is not made. */
class RequestCall implements Call {
  readonly ctx: unknown;
  readonly type: TRPCProcedureType;
  readonly path: string;
  readonly batchIndex: number;
  readonly #exchange: Exchange;
  #getRawInput: Call["getRawInput"] | undefined = undefined;

  constructor(exchange: Exchange, { path, index }: Target, type: TRPCProcedureType) {
    this.ctx = exchange.ctx;
    this.type = type;
    this.path = path;
    this.batchIndex = index;
    this.#exchange = exchange;
  }

  get signal(): AbortSignal {
    return this.#exchange.signal;
  }

  get getRawInput(): Call["getRawInput"] {
    this.#getRawInput ??= async () => this.readInput();
    return this.#getRawInput;
  }

  readInput(): unknown {
    return this.#exchange.inputs.get(this.batchIndex);
  }
}

/** Starts one call of a request. Never rejects: one that cannot be made has failed like any other. */
export function startCall(exchange: Exchange, target: Target): Maybe<Result | undefined> {
  const { path, type, run } = target;
  if (!run || type === "unknown") {
    return failure(new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` }));
  }
  const { ctxError, options, req } = exchange;
  const methods = (options.allowMethodOverride ? overriddenMethods : ownMethods)[type];
  if (!methods.includes(req.method ?? "")) {
    exchange.allow = methods.join(", ");
    const message = `Unsupported ${req.method}-request to ${type} procedure at path "${path}"`;
    return failure(new TRPCError({ code: "METHOD_NOT_SUPPORTED", message }));
  }
  if (ctxError) return failure(ctxError);
  return run(new RequestCall(exchange, target, type));
}

/** Tells `onError` of a call that has failed. */
export function endCall(exchange: Exchange, { path, type, index }: Target, outcome: Result | undefined): Result {
  const result = settled(outcome);
  if (result.ok) return result;
  // A middleware may return a failure of its own making, with anything in it.
  const error = getTRPCErrorFromUnknown(result.error);
  const { options, req, ctx, inputs } = exchange;
  options.onError?.({ error, path, input: inputs.result(index), ctx, type, req });
  return failure(error);
}

/** The same, but a failure for what only a stream could answer. */
export function inOnePiece(result: Result): Result {
  if (!result.ok || !isStream(result.data)) return result;
  const message = "Cannot use stream-like response in non-streaming request - use httpBatchStreamLink";
  return failure(new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message }));
}

function isStream(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (isAsyncIterable(value)) return true;
  for (const key in value) {
    const item: unknown = (value as Record<string, unknown>)[key];
    const isCandidate = (typeof item === "object" && item !== null) || typeof item === "function";
    if (isCandidate && (isPromise(item) || isAsyncIterable(item)) && Object.hasOwn(value, key)) return true;
  }
  return false;
}
