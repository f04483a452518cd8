import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, wireError } from "@tenon/api";
import type { Log } from "@tenon/core/ctx";
import { type CreateHTTPContextOptions, createNodeHandler } from "@tenon/node";
import type { Config } from "@tenon/process/config";
import type { ContextFactory } from "./context.ts";
import { logRefusal } from "./log-refusal.ts";
import { errorHeaders, sendProblem } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";

type Options = {
  config: Config;
  contextFactory: ContextFactory;
  log: Log;
  /** Aborted when streams are to end. */
  stop: AbortSignal;
};

const methods = new Set(["GET", "HEAD", "POST", "OPTIONS"]);

/** tRPC under `/trpc/`. */
export function createTrpcMount({ config, contextFactory, log, stop }: Options) {
  const handle = createNodeHandler({
    router: appRouter,
    basePath: "/trpc/",
    maxBodySize: config.http.maxBodyBytes,
    maxBatchSize: config.http.maxBatchSize,
    createContext({ req, res, info }: CreateHTTPContextOptions) {
      const isAlone = (!info.isBatchCall || info.calls.length === 1) && !isStreamed(req);
      return contextFactory({ req, res, signal: info.signal, isAlone });
    },
    responseMeta: ({ errors }) => (errors.length > 0 ? { headers: headersOf(errors) } : {}),
    onError: logRefusal(log),
  });
  const cutStream = streamCutter(stop);
  return (req: IncomingMessage, res: ServerResponse) => {
    if (!methods.has(req.method ?? "")) {
      res.setHeader("allow", [...methods].join(", "));
      return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
    // Before the call, so that a procedure may say more.
    res.setHeader("cache-control", "no-store");
    if (req.headers.accept?.includes("text/event-stream")) cutStream(res);
    return handle(req, res);
  };
}

/**
 * Cuts event streams when the server stops. Their procedures must not return: tRPC would tell the client that the stream is over,
 * and it would not come again.
 */
function streamCutter(stop: AbortSignal): (res: ServerResponse) => void {
  const open = new Set<ServerResponse>();
  stop.addEventListener("abort", () => open.forEach((res) => res.destroy()), { once: true });
  return (res) => {
    open.add(res);
    res.once("close", () => open.delete(res));
  };
}

/** The batch's parts are sent as they come, after the headers. */
const isStreamed = (req: IncomingMessage) => req.headers["trpc-accept"] === "application/jsonl";

const headersOf = (errors: Parameters<typeof wireError>[0][]) =>
  Object.assign({}, ...errors.map((error) => errorHeaders(wireError(error, ""))));
