import { appRouter } from "@tenon/api";
import { errors } from "@tenon/contract/errors";
import type { Log } from "@tenon/core/ctx";
import { createRestHandler, generateDocument } from "@tenon/openapi";
import type { Config } from "../config.ts";
import { version } from "../version.ts";
import type { ContextFactory } from "./context.ts";
import { logRefusal } from "./log-refusal.ts";
import { problemSchema } from "./problem-schema.ts";
import { problemOf } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";

export const restPath = "/api/v1";

type Options = { config: Config; contextFactory: ContextFactory; log: Log };

/** REST under `/api/v1/`: the same procedures through the bridge. */
export function createRestMount({ config, contextFactory, log }: Options) {
  return createRestHandler({
    router: appRouter,
    basePath: restPath,
    maxBodySize: config.http.maxBodyBytes,
    trustedOrigins: config.http.trustedOrigins,
    strict: true,
    createContext: ({ req, res, info }) => contextFactory({ req, res, signal: info.signal, isAlone: true }),
    formatError: ({ error, req }) => problemOf(error, requestIdOf(req)),
    onError: logRefusal(log),
  });
}

/** The OpenAPI 3.1 document of everything under `/api/v1`. */
export function restDocument({ http }: Config): Promise<unknown> {
  return generateDocument({
    router: appRouter,
    basePath: restPath,
    info: {
      title: "Tenon",
      version,
      description: "A publishing backend. The same procedures are served as tRPC under /trpc.",
    },
    errors,
    failures: { schema: problemSchema },
    commonErrors: [429, 503],
    responseHeaders: {
      "X-Request-Id": { description: "The line of the log that tells more.", schema: { type: "string" } },
      RateLimit: {
        description: 'What is left of the caller\'s budget, and for how many seconds: `"calls";r=42;t=600`.',
        schema: { type: "string" },
      },
      "RateLimit-Policy": {
        description: 'How large the budget is, and for how many seconds: `"calls";q=100;w=900`.',
        schema: { type: "string" },
      },
    },
    securitySchemes: {
      session: { type: "apiKey", in: "cookie", name: http.secureCookies ? "__Host-session" : "session" },
      bearer: { type: "http", scheme: "bearer" },
    },
  });
}
