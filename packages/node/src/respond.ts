import { AsyncLocalStorage } from "node:async_hooks";
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { endCall, inOnePiece, startCall } from "./call.ts";
import type { Exchange } from "./exchange.ts";
import { isSuccess, type Result } from "./executor/call.ts";
import { fail } from "./fail.ts";
import { RequestInfo } from "./info.ts";
import { isThenable, type Maybe } from "./maybe.ts";
import { errorReply, type Reply, replyOf } from "./reply.ts";
import { writeReply } from "./write.ts";

/** Answers as upstream's `resolveResponse` does, step by step, and writes the answer. Never throws. */
export function respond(exchange: Exchange): Maybe<void> {
  try {
    const reply = replyTo(exchange);
    if (!isThenable(reply)) return writeReply(exchange, reply);
    return reply.then((known) => writeReply(exchange, known)).catch((cause: unknown) => fail(exchange, cause));
  } catch (cause) {
    return fail(exchange, cause);
  }
}

function replyTo(exchange: Exchange): Maybe<Reply> {
  try {
    const contextReady = createContext(exchange, infoOf(exchange));
    const reply = contextReady ? contextReady.then(() => runCalls(exchange)) : runCalls(exchange);
    return isThenable(reply) ? reply.catch((cause: unknown) => refuse(exchange, cause)) : reply;
  } catch (cause) {
    return refuse(exchange, cause);
  }
}

function runCalls(exchange: Exchange): Maybe<Reply> {
  const { isBatch, targets } = exchange.route;
  if (isBatch) return runBatch(exchange);
  const outcome = startCall(exchange, targets[0]);
  return isThenable(outcome) ? outcome.then((known) => singleReply(exchange, known)) : singleReply(exchange, outcome);
}

function singleReply(exchange: Exchange, outcome: Result | undefined): Reply {
  const result = endCall(exchange, exchange.route.targets[0], outcome);
  exchange.isJson = true;
  const piece = inOnePiece(result);
  // Upstream has it fail the request as a whole, with an `onError` of its own.
  if (result.ok && !piece.ok) throw piece.error;
  return replyOf(exchange, [piece]);
}

/** All are started before the first is waited for, each in the async context of the request, as it was before the others. */
function runBatch(exchange: Exchange): Maybe<Reply> {
  exchange.isJson = true;
  const { targets } = exchange.route;
  const inOwnContext = AsyncLocalStorage.snapshot();
  const outcomes = targets.map((target) => inOwnContext(startCall, exchange, target));
  if (outcomes.every(isSuccess)) return replyOf(exchange, outcomes.map(inOnePiece));
  const ended = targets.map(async (target, index) => endCall(exchange, target, await outcomes[index]));
  return Promise.all(ended).then((results) => replyOf(exchange, results.map(inOnePiece)));
}

/** @throws what is wrong with the request as a whole. */
function infoOf(exchange: Exchange): RequestInfo {
  const { options, route } = exchange;
  if (route.refusal !== undefined) throw new TRPCError({ code: "BAD_REQUEST", message: route.refusal });
  exchange.info = new RequestInfo(exchange);
  if (route.isBatch && !(options.allowBatching ?? options.batching?.enabled ?? true)) {
    throw new TRPCError({ code: "BAD_REQUEST", message: "Batching is not enabled on the server" });
  }
  return exchange.info;
}

/** One for all calls of the request. What it throws is the failure of each. Returns a promise of its end, if it has yet to come. */
function createContext(exchange: Exchange, info: RequestInfo): Promise<void> | undefined {
  const { options, req, res } = exchange;
  try {
    const ctx: unknown = options.createContext?.({ req, res, info });
    if (isThenable(ctx)) return waitForContext(exchange, ctx);
    exchange.ctx = ctx;
  } catch (cause) {
    exchange.ctxError = getTRPCErrorFromUnknown(cause);
  }
}

async function waitForContext(exchange: Exchange, promise: PromiseLike<unknown>): Promise<void> {
  try {
    exchange.ctx = await promise;
  } catch (cause) {
    exchange.ctxError = getTRPCErrorFromUnknown(cause);
  }
}

/** For what is not the failure of one call: a request that is refused, an output that JSON cannot hold. */
function refuse(exchange: Exchange, cause: unknown): Reply {
  const { options, req, ctx, info } = exchange;
  const error = getTRPCErrorFromUnknown(cause);
  options.onError?.({ error, path: undefined, input: undefined, ctx, type: info?.type ?? "unknown", req });
  return errorReply(exchange, error);
}
