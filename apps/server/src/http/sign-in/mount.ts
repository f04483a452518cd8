import { appRouter } from "@tenon/api";
import type { Log } from "@tenon/core/ctx";
import type { Federation } from "@tenon/core/identities/federation";
import type { ContextFactory } from "../context.ts";
import { readForm, refusalOf } from "../form-page.ts";
import { goneSignal } from "../gone.ts";
import { sendProblem } from "../problem.ts";
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
    const gone = goneSignal(res);
    res.setHeader("referrer-policy", "same-origin");
    try {
      const calls = appRouter.createCaller(contextFactory({ req, res, signal: gone, isAlone: true }));
      const form = await readForm(req, maxBytes);
      const returnTo = federation.returnUrl(form.get("returnTo") ?? undefined);
      const to = new URL(returnTo);
      try {
        await showSecondFactor(calls, form);
      } catch (cause) {
        const error = refusalOf(cause, { req, res });
        if (mayTryAgain(error)) {
          const page = { action: secondFactorPath, returnTo, error, hasPasskeys };
          return sendSecondFactor(res, { ...readHalfSignIn(form), ...page });
        }
        to.searchParams.set("error", error.reason);
      }
      res.setHeader("cache-control", "no-store");
      res.writeHead(303, { location: to.href, "content-length": 0 }).end();
    } catch (error) {
      if (!gone.aborted) refuse(error, { req, res, log, what: "second factor" });
    }
  };
}
