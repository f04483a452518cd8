import { appRouter, wireError } from "@tenon/api";
import type { Log } from "@tenon/core/ctx";
import type { Federation } from "@tenon/core/identities/federation";
import { TRPCError } from "@trpc/server";
import type { ContextFactory } from "../context.ts";
import { errorHeaders, sendProblem } from "../problem.ts";
import { readBytes } from "../read-bytes.ts";
import { refuse } from "../refuse.ts";
import { requestIdOf } from "../request-id.ts";
import type { Handler } from "../server.ts";
import { mayTryAgain, readHalfSignIn, sendSecondFactor, showSecondFactor } from "./second-factor.ts";

export const secondFactorPath = "/auth/second-factor";

const maxBytes = 10_000;

type Options = { contextFactory: ContextFactory; log: Log; federation: Federation; hasPasskeys: boolean };

/** `POST /auth/second-factor`: where the page leads that a provider's callback shows when a second factor is owed. */
export function createSecondFactorMount({ contextFactory, log, federation, hasPasskeys }: Options): Handler {
  return async (req, res) => {
    if (req.method !== "POST") {
      res.setHeader("allow", "POST");
      return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
    const gone = new AbortController();
    res.once("close", () => gone.abort());
    res.setHeader("referrer-policy", "same-origin");
    try {
      const calls = appRouter.createCaller(contextFactory({ req, res, signal: gone.signal, isAlone: true }));
      const form = new URLSearchParams((await readBytes(req, maxBytes)).toString());
      const returnTo = federation.returnUrl(form.get("returnTo") ?? undefined);
      const to = new URL(returnTo);
      try {
        await showSecondFactor(calls, form);
      } catch (cause) {
        if (!(cause instanceof TRPCError)) throw cause;
        const error = wireError(cause, requestIdOf(req));
        for (const [name, value] of Object.entries(errorHeaders(error))) res.setHeader(name, value);
        if (mayTryAgain(error)) {
          const page = { action: secondFactorPath, returnTo, error, hasPasskeys };
          return sendSecondFactor(res, { ...readHalfSignIn(form), ...page });
        }
        to.searchParams.set("error", error.reason);
      }
      res.setHeader("cache-control", "no-store");
      res.writeHead(303, { location: to.href, "content-length": 0 }).end();
    } catch (error) {
      if (!gone.signal.aborted) refuse(error, { req, res, log, what: "second factor" });
    }
  };
}
