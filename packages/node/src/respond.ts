import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { endCall, inOnePiece, startCall } from "./call.ts";
import type { Exchange } from "./exchange.ts";
import type { Result } from "./executor/index.ts";
import { fail } from "./fail.ts";
import { RequestInfo } from "./info.ts";
import { after, attempt, type Maybe } from "./maybe.ts";
import { errorReply, type Reply, replyOf } from "./reply.ts";
import type { Target } from "./routes.ts";
import { writeReply } from "./write.ts";

/** Answers as upstream's `resolveResponse` does, step by step, and writes the answer. Never throws. */
export const respond = (exchange: Exchange): Maybe<void> =>
  attempt(
    () => after(replyTo(exchange), (reply) => writeReply(exchange, reply)),
    (cause) => fail(exchange, cause),
  );

const replyTo = (exchange: Exchange): Maybe<Reply> =>
  attempt(
    () => after(createContext(exchange, infoOf(exchange)), () => runCalls(exchange)),
    (cause) => refuse(exchange, cause),
  );

function runCalls(exchange: Exchange): Maybe<Reply> {
  const { isBatch, targets } = exchange.route;
  if (isBatch) return runBatch(exchange);
  return after(startCall(exchange, targets[0]), (result) => singleReply(exchange, result));
}

function singleReply(exchange: Exchange, outcome: Result | undefined): Reply {
  const result = endCall(exchange, exchange.route.targets[0], outcome);
  exchange.isJson = true;
  const piece = inOnePiece(result);
  // Upstream has it fail the request as a whole, with an `onError` of its own.
  if (result.ok && !piece.ok) throw piece.error;
  return replyOf(exchange, [piece]);
}

async function runBatch(exchange: Exchange): Promise<Reply> {
  exchange.isJson = true;
  const run = async (target: Target) => endCall(exchange, target, await startCall(exchange, target));
  const [first, ...others] = exchange.route.targets;
  const [result, ...results] = await Promise.all([run(first), ...others.map(run)]);
  return replyOf(exchange, [inOnePiece(result), ...results.map(inOnePiece)]);
}

/** @throws what is wrong with the request as a whole. */
function infoOf(exchange: Exchange): RequestInfo {
  const { options, route } = exchange;
  if (route.refusal !== undefined) throw new TRPCError({ code: "BAD_REQUEST", message: route.refusal });
  const info = new RequestInfo(exchange);
  exchange.info = info;
  const { allowBatching = options.batching?.enabled ?? true } = options;
  if (!route.isBatch || allowBatching) return info;
  throw new TRPCError({ code: "BAD_REQUEST", message: "Batching is not enabled on the server" });
}

/** One for all calls of the request. What it throws is the failure of each. */
function createContext(exchange: Exchange, info: RequestInfo): Maybe<void> {
  const { options, req, res } = exchange;
  return attempt(
    () =>
      after(options.createContext?.({ req, res, info }), (ctx: unknown) => {
        exchange.ctx = ctx;
      }),
    (cause) => {
      exchange.ctxError = getTRPCErrorFromUnknown(cause);
    },
  );
}

/** For what is not the failure of one call: a request that is refused, an output that JSON cannot hold. */
function refuse(exchange: Exchange, cause: unknown): Reply {
  const { options, req, ctx, info } = exchange;
  const error = getTRPCErrorFromUnknown(cause);
  options.onError?.({ error, path: undefined, input: undefined, ctx, type: info?.type ?? "unknown", req });
  return errorReply(exchange, error);
}
