import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, wireError } from "@tenon/api";
import { AppError } from "@tenon/contract/app-error";
import type { Log } from "@tenon/core/ctx";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import type { Config } from "../config.ts";
import type { ContextFactory } from "./context.ts";
import { errorHeaders } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";

type Options = { config: Config; contextFactory: ContextFactory; log: Log };

/** tRPC under `/trpc/`. This mount is where the fast adapter of `packages/node` goes. */
export function createTrpcMount({ config, contextFactory, log }: Options) {
  const handle = createHTTPHandler({
    router: appRouter,
    basePath: "/trpc/",
    maxBodySize: config.http.maxBodyBytes,
    maxBatchSize: config.http.maxBatchSize,
    createContext: ({ req, res, info }: { req: IncomingMessage; res: ServerResponse; info: { calls: unknown[] } }) =>
      contextFactory({ req, res }, info.calls.length),
    responseMeta: ({ errors }) => ({ headers: headersOf(errors) }),
    onError({ error, path, req }) {
      // Procedures log their own errors; these never reached one.
      if (error.cause instanceof AppError) return;
      log.info(
        { requestId: requestIdOf(req), path, method: req.method, code: error.code, detail: error.message },
        "request refused",
      );
    },
  });
  return (req: IncomingMessage, res: ServerResponse) => {
    // Before the call, so that a procedure may say more.
    res.setHeader("cache-control", "no-store");
    handle(req, res);
  };
}

const headersOf = (errors: Parameters<typeof wireError>[0][]) =>
  Object.assign({}, ...errors.map((error) => errorHeaders(wireError(error, ""))));
