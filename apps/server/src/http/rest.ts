import { appRouter } from "@tenon/api";
import type { Log } from "@tenon/core/ctx";
import { createRestHandler } from "@tenon/openapi";
import type { Config } from "@tenon/process/config";
import type { ContextFactory } from "./context.ts";
import { logRefusal } from "./log-refusal.ts";
import { problemOf } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";

export const restPath = "/api/v1";

type Options = { config: Config; contextFactory: ContextFactory; log: Log; stop: AbortSignal };

/** REST under `/api/v1/`: the same procedures through the bridge. */
export function createRestMount({ config, contextFactory, log, stop }: Options) {
  return createRestHandler({
    router: appRouter,
    basePath: restPath,
    maxBodySize: config.http.maxBodyBytes,
    trustedOrigins: config.http.trustedOrigins,
    strict: true,
    // What the cache gives is frozen.
    keepFrozen: true,
    stop,
    createContext: ({ req, res, info }) => contextFactory({ req, res, signal: info.signal, isAlone: true }),
    formatError: ({ error, req }) => problemOf(error, requestIdOf(req)),
    onError: logRefusal(log),
  });
}
