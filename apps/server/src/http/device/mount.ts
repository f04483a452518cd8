import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, type RequestCtx } from "@tenon/api";
import { errors, isReason, type WireError } from "@tenon/contract/errors";
import type { Log } from "@tenon/core/ctx";
import { devicePath } from "@tenon/core/mail/links";
import type { ContextFactory } from "../context.ts";
import { readForm, refusalOf } from "../form-page.ts";
import { goneSignal } from "../gone.ts";
import { sendProblem } from "../problem.ts";
import { refuse } from "../refuse.ts";
import { requestIdOf } from "../request-id.ts";
import type { Handler } from "../server.ts";
import { readPasskey } from "../sign-in/passkey-form.ts";
import {
  halfSignIn,
  mayTryAgain,
  readHalfSignIn,
  sendSecondFactor,
  showSecondFactor,
} from "../sign-in/second-factor.ts";
import { type Notice, sendCodeForm, sendDone, sendQuestion, sendSignIn } from "./pages.ts";

const maxBytes = 10_000;
/** A sign-in counts as fresh for ten minutes, of which reading takes some. */
const freshMs = 8 * 60_000;

type Options = {
  contextFactory: ContextFactory;
  log: Log;
  /** Whether passkeys work on pages of the server. */
  hasPasskeys: boolean;
};
type Visit = {
  ctx: RequestCtx;
  req: IncomingMessage;
  res: ServerResponse;
  form: URLSearchParams;
  hasPasskeys: boolean;
};

/**
 * `/device`: where somebody at a browser lets a program in (RFC 8628, 3.3). A view of auth.*; without scripts it lacks passkeys. The
 * code is typed, never part of an address, so that nobody can be sent here with a stranger's.
 */
export function createDeviceMount({ contextFactory, log, hasPasskeys }: Options): Handler {
  return async (req, res) => {
    const gone = goneSignal(res);
    // Browsers would send `Origin: null` with the forms of a page that asks for no referrer.
    res.setHeader("referrer-policy", "same-origin");
    try {
      const ctx = contextFactory({ req, res, signal: gone, isAlone: true });
      if (req.method === "GET" || req.method === "HEAD") {
        await sendStart({ ctx, res, hasPasskeys, notice: noticeOf(req) });
      } else if (req.method === "POST") {
        const form = await readForm(req, maxBytes);
        await answer({ ctx, req, res, form, hasPasskeys });
      } else {
        res.setHeader("allow", "GET, HEAD, POST");
        sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
      }
    } catch (error) {
      if (!gone.aborted) refuse(error, { req, res, log, what: "device page" });
    }
  };
}

/** Why a sign-in with a provider came to nothing, as its callback tells. */
function noticeOf({ url = "" }: IncomingMessage): Notice {
  const reason = new URLSearchParams(url.split("?")[1]).get("error");
  return isReason(reason) ? { message: errors[reason].message } : {};
}

type Start = Pick<Visit, "ctx" | "res" | "hasPasskeys"> & { notice: Notice; email?: string | undefined };

/** The first page that somebody has to see: to sign in, or to type the code. */
async function sendStart({ ctx, res, hasPasskeys, notice, email }: Start): Promise<void> {
  const actor = await ctx.caller.identify();
  const isKnown = actor.kind === "user";
  if (isKnown && ctx.now().getTime() - actor.session.authenticatedAt.getTime() <= freshMs)
    return sendCodeForm(res, { ...notice, username: actor.username });
  const { items: providers } = await appRouter.createCaller(ctx).auth.providers();
  const reason = isKnown ? "Sign in again to confirm that it is you." : "To let a program in, sign in first.";
  const forgotUrl = ctx.links.account("forgot-password");
  sendSignIn(res, { ...notice, reason, providers, hasPasskeys, forgotUrl, returnTo: ctx.links.device(), email });
}

async function answer(visit: Visit): Promise<void> {
  const { ctx, req, res, form, hasPasskeys } = visit;
  try {
    await step(visit);
  } catch (cause) {
    const error = refusalOf(cause, { req, res });
    if (error.httpStatus === 500) throw cause;
    const asked = halfSignIn(error);
    if (asked) return sendSecondFactor(res, { ...asked, action: devicePath, hasPasskeys });
    if (form.get("do") === "second-factor" && mayTryAgain(error))
      return sendSecondFactor(res, { ...readHalfSignIn(form), action: devicePath, error: told(error), hasPasskeys });
    const { message, httpStatus: status } = told(error);
    await sendStart({ ctx, res, hasPasskeys, notice: { message, status }, email: form.get("email") ?? undefined });
  }
}

async function step({ ctx, res, form }: Visit): Promise<void> {
  const calls = appRouter.createCaller(ctx);
  const field = (name: string) => form.get(name) ?? "";
  const again = () => void res.writeHead(303, { location: devicePath, "content-length": 0 }).end();
  switch (field("do")) {
    case "sign-in":
      await calls.auth.login({ email: field("email"), password: field("password"), mode: "cookie" });
      return again();
    case "passkey":
      await calls.auth.passkeyLogin({ passkey: readPasskey(form), mode: "cookie" });
      return again();
    case "second-factor":
      await showSecondFactor(calls, form);
      return again();
    case "sign-out":
      await calls.auth.logout();
      return again();
    case "enter": {
      const code = field("code").trim();
      const request = await calls.auth.deviceClaim({ userCode: code });
      const actor = await ctx.caller.identify();
      return sendQuestion(res, { request, code, username: actor.kind === "user" ? actor.username : "" });
    }
    case "approve":
    case "deny": {
      const isApproved = field("do") === "approve";
      await calls.auth.deviceApprove({ userCode: field("code"), approve: isApproved });
      return sendDone(res, { isApproved });
    }
    default:
      return again();
  }
}

/** Fields stand before the form's eyes: what is wrong with them is all that there is to say. */
function told(error: WireError): WireError {
  if (error.reason !== "INVALID_INPUT") return error;
  return { ...error, message: "That is not a code, or not an e-mail address." };
}
