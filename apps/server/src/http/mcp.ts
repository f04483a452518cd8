import type { IncomingMessage } from "node:http";
import { appRouter, refusal, type RequestCtx } from "@tenon/api";
import { chargeCaller, chargeRefusal } from "@tenon/api/charge";
import { AppError } from "@tenon/contract/app-error";
import type { Log } from "@tenon/core/ctx";
import type { McpHandler } from "@tenon/mcp";
import type { Config } from "@tenon/process/config";
import type { TRPCError } from "@trpc/server";
import { version } from "../version.ts";
import type { ContextFactory } from "./context.ts";
import { logRefusal } from "./log-refusal.ts";
import { once } from "./once.ts";
import { problemOf } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";
import type { Handler } from "./server.ts";

export const mcpPath = "/mcp";

const instructions = `Posts, comments, tags and users of a publishing platform. Text is Markdown; instants are RFC 3339 in UTC. Lists have \
a "nextCursor", which is the "cursor" of the next page. A post is named by its id or its slug.`;

type Options = { config: Config; contextFactory: ContextFactory; log: Log };

/** MCP: the procedures that are tools. Loaded by the first request, so that it costs nothing where nobody asks. */
export function createMcpMount(options: Options): Handler {
  const handler = once(() => load(options));
  return async (req, res) => (await handler()).handle(req, res);
}

async function load({ config, contextFactory, log }: Options): Promise<McpHandler> {
  const { createMcpHandler } = await import("@tenon/mcp");
  const trusted = new Set(config.http.trustedOrigins);
  const refuse = (req: IncomingMessage, error: AppError): TRPCError => {
    const { reason } = error;
    log.info({ requestId: requestIdOf(req), path: mcpPath, reason, origin: req.headers.origin }, "request refused");
    return refusal(error);
  };
  return createMcpHandler({
    router: appRouter,
    info: { name: "tenon", title: "Tenon", version },
    instructions,
    writes: config.mcp === "write",
    maxBodySize: config.http.maxBodyBytes,
    async createContext({ req, res, info }) {
      if (isForeign(req, trusted)) throw refuse(req, new AppError("CSRF_REJECTED"));
      const ctx = contextFactory({ req, res, signal: info.signal, isAlone: true });
      await admit(ctx, { hasToken: req.headers.authorization !== undefined, isCall: info.calls.length > 0 }).catch(
        (error: unknown) => {
          throw error instanceof AppError ? refuse(req, error) : error;
        },
      );
      return ctx;
    },
    formatError: ({ error, req }) => problemOf(error, requestIdOf(req)),
    onError: logRefusal(log),
  });
}

/**
 * Charges every message once: a call is charged by its procedure, unless its token does not hold. That is told to the client, whose user
 * can renew it, and not to the model.
 */
async function admit(ctx: RequestCtx, message: { hasToken: boolean; isCall: boolean }): Promise<void> {
  const identify = () => ctx.caller.identify();
  if (!message.isCall) await chargeCaller(ctx, identify);
  else if (message.hasToken) await chargeRefusal(ctx, identify);
}

/** MCP wants every Origin judged, also of requests with a token or without effect: a page may have rebound its name to us. */
function isForeign({ headers: { origin } }: IncomingMessage, trusted: ReadonlySet<string>): boolean {
  return origin !== undefined && !trusted.has(origin);
}
