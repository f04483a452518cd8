import { getTRPCErrorFromUnknown, TRPCError, type TRPCProcedureType } from "@trpc/server";
import type { Exchange } from "./exchange.ts";
import { dataOf, type Result } from "./executor/index.ts";
import type { Target } from "./routes.ts";
import { isAsyncIterable, isPromise } from "./upstream.ts";

/** How a call went. */
export type Outcome = { readonly data?: unknown; readonly error?: TRPCError };

type Methods = Record<TRPCProcedureType, readonly string[]>;
const ownMethods: Methods = { mutation: ["POST"], query: ["GET"], subscription: ["GET"] };
const overriddenMethods: Methods = { mutation: ["POST"], query: ["GET", "POST"], subscription: ["GET", "POST"] };

/** Runs one call of a request. What it throws is told to `onError` and becomes its outcome. */
export async function runCall(exchange: Exchange, target: Target): Promise<Outcome> {
  try {
    return { data: dataOf(await start(exchange, target)) };
  } catch (cause) {
    const { options, req, ctx, inputs } = exchange;
    const { path, type, index } = target;
    const error = getTRPCErrorFromUnknown(cause);
    options.onError?.({ error, path, input: inputs.result(index), ctx, type, req });
    return { error };
  }
}

/** @throws NOT_FOUND, METHOD_NOT_SUPPORTED, and what `createContext` threw */
function start(exchange: Exchange, { path, type, run, index }: Target): Promise<Result | undefined> {
  if (!run || type === "unknown") {
    throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
  }
  assertMethod(exchange, { path, type });
  const { ctx, ctxError, signal, inputs } = exchange;
  if (ctxError) throw ctxError;
  return run({ path, type, ctx, signal, inputs, batchIndex: index, getRawInput: async () => inputs.get(index) });
}

function assertMethod(exchange: Exchange, { path, type }: { path: string; type: TRPCProcedureType }): void {
  const { options, req } = exchange;
  const methods = options.allowMethodOverride ? overriddenMethods : ownMethods;
  if (methods[type].includes(req.method ?? "")) return;
  exchange.allow = methods[type].join(", ");
  const message = `Unsupported ${req.method}-request to ${type} procedure at path "${path}"`;
  throw new TRPCError({ code: "METHOD_NOT_SUPPORTED", message });
}

/** The same, but an error for what only a stream could answer. */
export function inOnePiece(outcome: Outcome): Outcome {
  if (outcome.error || !isStream(outcome.data)) return outcome;
  const message = "Cannot use stream-like response in non-streaming request - use httpBatchStreamLink";
  return { error: new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message }) };
}

function isStream(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (isAsyncIterable(value)) return true;
  for (const item of Object.values(value)) {
    const isCandidate = (typeof item === "object" && item !== null) || typeof item === "function";
    if (isCandidate && (isPromise(item) || isAsyncIterable(item))) return true;
  }
  return false;
}
