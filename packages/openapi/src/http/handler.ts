import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyTRPCRouter } from "@trpc/server";
import { type Compiled, compileOperations } from "../compile/compile.ts";
import { RestSetupError } from "../error.ts";
import { exchange } from "./exchange.ts";
import type { RestHandlerOptions, Settings } from "./options.ts";
import { formatProblem } from "./problem.ts";
import { createRoutes } from "./routes.ts";

/** A router served as REST, and what was compiled of it. */
export interface RestHandler extends Compiled {
  /** Answers one request, whatever it holds. Never rejects. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
}

/**
 * Compiles a tRPC router and serves it as REST:
 * `const api = await createRestHandler({ router, createContext, basePath: "/api/v1" }); createServer(api.handle)`.
 * @throws RestSetupError with every fault of the router at once
 */
export async function createRestHandler<Router extends AnyTRPCRouter>(
  options: RestHandlerOptions<Router>,
): Promise<RestHandler> {
  const basePath = (options.basePath ?? "").replace(/\/+$/, "");
  if (basePath !== "" && !basePath.startsWith("/"))
    throw new RestSetupError([`basePath ${basePath} does not begin with a slash`]);
  const compiled = await compileOperations(options.router, { strict: options.strict });
  // Inside, contexts are opaque: only the caller's own functions look into them.
  const { createContext, formatError, responseHeaders, onError } = options as unknown as Partial<Settings>;
  const settings: Settings = {
    basePath,
    maxBodySize: options.maxBodySize ?? 1_048_576,
    trustedOrigins: new Set(options.trustedOrigins),
    heartbeatMs: options.heartbeatMs ?? 15_000,
    keepFrozen: options.keepFrozen ?? false,
    stop: options.stop ?? new AbortController().signal,
    createContext: createContext ?? (() => ({})),
    formatError: formatError ?? formatProblem,
    responseHeaders,
    onError,
  };
  const routes = createRoutes(compiled.operations);
  return { ...compiled, handle: (req, res) => exchange({ req, res, settings, find: routes }) };
}
