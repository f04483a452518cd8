import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, type RequestCtx, wireError } from "@tenon/api";
import { errors, type Reason, type WireError } from "@tenon/contract/errors";
import { FlowRefused } from "@tenon/core/identities";
import type { Federation } from "@tenon/core/identities/federation";
import { callbackPath, donePath } from "@tenon/core/identities/federation";
import { TRPCError } from "@trpc/server";
import type { ContextFactory } from "../context.ts";
import { getOnly } from "../get-only.ts";
import { goneSignal } from "../gone.ts";
import { sendProblem } from "../problem.ts";
import { requestIdOf } from "../request-id.ts";
import type { Handler, Mounts } from "../server.ts";
import { secondFactorPath } from "../sign-in/mount.ts";
import { type HalfSignIn, halfSignIn, sendSecondFactor } from "../sign-in/second-factor.ts";
import { sendDonePage } from "./done-page.ts";

export const startPath = "/auth/start/";

type Options = {
  contextFactory: ContextFactory;
  federation: Federation;
  /** Whether passkeys work on pages of the server. */
  hasPasskeys: boolean;
};

/** Signing in by navigation alone, without a web app: the same procedures, whose answers are redirects here. */
export function createOAuthMounts({ contextFactory, federation, hasPasskeys }: Options): Mounts {
  const landing = () => federation.returnUrl(undefined);

  /** `GET /auth/start/{provider}?returnTo=`: on to the provider. */
  const start = navigated(contextFactory, { path: startPath, hasPasskeys }, async (ctx, { provider, parameter }) => {
    try {
      const { url } = await callerOf(ctx).auth.oauthStart({ provider, returnTo: parameter("returnTo") });
      return { to: url };
    } catch (error) {
      const { reason } = wireOf(error, ctx);
      // Whoever made the link has to mend it; all else is for the person who followed it.
      return errors[reason].status === 400 || errors[reason].status === 404 ? { reason } : failed(landing(), reason);
    }
  });

  /** `GET /auth/callback/{provider}`: back from the provider. */
  const finish = navigated(
    contextFactory,
    { path: callbackPath, hasPasskeys },
    async (ctx, { provider, parameter }) => {
      // The state of no flow, where there is none.
      const state = parameter("state") ?? "none";
      const answer = { state, code: parameter("code"), error: parameter("error"), iss: parameter("iss") };
      try {
        const { returnTo } = await callerOf(ctx).auth.oauthCallback({ provider, ...answer, mode: "cookie" });
        return { to: returnTo };
      } catch (error) {
        const wire = wireOf(error, ctx);
        const refused = error instanceof TRPCError ? error.cause : undefined;
        const returnTo = refused instanceof FlowRefused ? refused.returnTo : landing();
        const asked = halfSignIn(wire);
        return asked ? { asked, returnTo } : failed(returnTo, wire.reason);
      }
    },
  );

  return { [startPath]: start, [callbackPath]: finish, [donePath]: getOnly(sendDonePage) };
}

const callerOf = (ctx: RequestCtx) => appRouter.createCaller(ctx);

function wireOf(error: unknown, { requestId }: RequestCtx): WireError {
  if (error instanceof TRPCError) return wireError(error, requestId);
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
type Next = { to: string } | { reason: Reason } | { asked: HalfSignIn; returnTo: string };
type Navigation = { path: string; hasPasskeys: boolean };

/** Nothing is done for those who only look: HEAD is refused, as a flow is used up by looking. */
function navigated(
  contextFactory: ContextFactory,
  { path, hasPasskeys }: Navigation,
  visit: (ctx: RequestCtx, visit: Visit) => Promise<Next>,
): Handler {
  return async (req: IncomingMessage, res: ServerResponse) => {
    if (req.method !== "GET") {
      res.setHeader("allow", "GET");
      return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
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
    const next = await visit(contextFactory({ req, res, signal: goneSignal(res), isAlone: true }), {
      provider,
      parameter,
    });
    res.setHeader("cache-control", "no-store");
    if ("reason" in next) return sendProblem(res, next.reason, requestIdOf(req));
    if ("asked" in next) {
      const { asked, returnTo } = next;
      res.setHeader("referrer-policy", "same-origin");
      return sendSecondFactor(res, { ...asked, returnTo, action: secondFactorPath, hasPasskeys });
    }
    res.writeHead(303, { location: next.to, "content-length": 0 }).end();
  };
}
