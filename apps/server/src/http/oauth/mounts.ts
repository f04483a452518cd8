import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, type RequestCtx, wireError } from "@tenon/api";
import { errors, type Reason } from "@tenon/contract/errors";
import { FlowRefused } from "@tenon/core/identities";
import type { Federation } from "@tenon/core/identities/federation";
import { callbackPath, donePath } from "@tenon/core/identities/federation";
import { TRPCError } from "@trpc/server";
import type { ContextFactory } from "../context.ts";
import { getOnly } from "../get-only.ts";
import { sendProblem } from "../problem.ts";
import { requestIdOf } from "../request-id.ts";
import type { Handler, Mounts } from "../server.ts";
import { sendDonePage } from "./done-page.ts";

const startPath = "/auth/start/";

type Options = { contextFactory: ContextFactory; federation: Federation };

/** Signing in by navigation alone, without a web app: the same procedures, whose answers are redirects here. */
export function createOAuthMounts({ contextFactory, federation }: Options): Mounts {
  const landing = () => federation.returnUrl(undefined);

  /** `GET /auth/start/{provider}?returnTo=`: on to the provider. */
  const start = navigated(contextFactory, startPath, async (ctx, { provider, parameter }) => {
    try {
      const { url } = await callerOf(ctx).auth.oauthStart({ provider, returnTo: parameter("returnTo") });
      return { to: url };
    } catch (error) {
      const reason = reasonOf(error, ctx);
      // Whoever made the link has to mend it; all else is for the person who followed it.
      return errors[reason].status === 400 || errors[reason].status === 404 ? { reason } : failed(landing(), reason);
    }
  });

  /** `GET /auth/callback/{provider}`: back from the provider. */
  const finish = navigated(contextFactory, callbackPath, async (ctx, { provider, parameter }) => {
    // The state of no flow, where there is none.
    const state = parameter("state") ?? "none";
    const answer = { state, code: parameter("code"), error: parameter("error"), iss: parameter("iss") };
    try {
      const { returnTo } = await callerOf(ctx).auth.oauthCallback({ provider, ...answer, mode: "cookie" });
      return { to: returnTo };
    } catch (error) {
      const refused = error instanceof TRPCError ? error.cause : undefined;
      return failed(refused instanceof FlowRefused ? refused.returnTo : landing(), reasonOf(error, ctx));
    }
  });

  return { [startPath]: start, [callbackPath]: finish, [donePath]: getOnly(sendDonePage) };
}

const callerOf = (ctx: RequestCtx) => appRouter.createCaller(ctx);

function reasonOf(error: unknown, { requestId }: RequestCtx): Reason {
  if (error instanceof TRPCError) return wireError(error, requestId).reason;
  throw error;
}

function failed(address: string, reason: Reason): { to: string } {
  const url = new URL(address);
  url.searchParams.set("error", reason);
  return { to: url.href };
}

type Visit = {
  provider: string;
  /** Of a query; undefined when it is there twice. */ parameter: (name: string) => string | undefined;
};
type Next = { to: string } | { reason: Reason };

/** Nothing is done for those who only look: HEAD is refused, as a flow is used up by looking. */
function navigated(
  contextFactory: ContextFactory,
  path: string,
  visit: (ctx: RequestCtx, visit: Visit) => Promise<Next>,
): Handler {
  return async (req: IncomingMessage, res: ServerResponse) => {
    if (req.method !== "GET") {
      res.setHeader("allow", "GET");
      return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
    const gone = new AbortController();
    res.once("close", () => gone.abort());
    const [provider = "", query = ""] =
      (req.url ?? "")
        .slice(path.length)
        .split("#", 1)[0]
        ?.split(/\?(.*)/s) ?? [];
    const parameters = new URLSearchParams(query);
    const parameter = (name: string) => {
      const values = parameters.getAll(name);
      return values.length === 1 ? values[0] : undefined;
    };
    const next = await visit(contextFactory({ req, res, signal: gone.signal, isAlone: true }), { provider, parameter });
    res.setHeader("cache-control", "no-store");
    if ("reason" in next) return sendProblem(res, next.reason, requestIdOf(req));
    res.writeHead(303, { location: next.to, "content-length": 0 }).end();
  };
}
