import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, type RequestCtx, wireError } from "@tenon/api";
import type { WireError } from "@tenon/contract/errors";
import type { Log } from "@tenon/core/ctx";
import { devicePath } from "@tenon/core/mail/links";
import { TRPCError } from "@trpc/server";
import type { ContextFactory } from "../context.ts";
import { sendProblem } from "../problem.ts";
import { readBytes } from "../read-bytes.ts";
import { refuse } from "../refuse.ts";
import { requestIdOf } from "../request-id.ts";
import type { Handler } from "../server.ts";
import { sendCodeForm, sendDone, sendQuestion, sendSignIn } from "./pages.ts";

const maxBytes = 10_000;
/** A sign-in counts as fresh for ten minutes, of which reading takes some. */
const freshMs = 8 * 60_000;

type Options = { contextFactory: ContextFactory; log: Log };
type Visit = { ctx: RequestCtx; req: IncomingMessage; res: ServerResponse; form: URLSearchParams };

/**
 * `/device`: where somebody at a browser lets a program in (RFC 8628, 3.3). A view of auth.*, without a script. The code is typed,
 * never part of an address, so that nobody can be sent here with a stranger's.
 */
export function createDeviceMount({ contextFactory, log }: Options): Handler {
  return async (req, res) => {
    const gone = new AbortController();
    res.once("close", () => gone.abort());
    // Browsers would send `Origin: null` with the forms of a page that asks for no referrer.
    res.setHeader("referrer-policy", "same-origin");
    try {
      const ctx = contextFactory({ req, res, signal: gone.signal, isAlone: true });
      if (req.method === "GET" || req.method === "HEAD") await sendStart({ ctx, res });
      else if (req.method === "POST") {
        const form = new URLSearchParams((await readBytes(req, maxBytes)).toString());
        await answer({ ctx, req, res, form });
      } else {
        res.setHeader("allow", "GET, HEAD, POST");
        sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
      }
    } catch (error) {
      if (!gone.signal.aborted) refuse(error, { req, res, log, what: "device page" });
    }
  };
}

type Start = Pick<Visit, "ctx" | "res"> & { error?: WireError };

/** The first page that somebody has to see: to sign in, or to type the code. */
async function sendStart({ ctx, res, error }: Start): Promise<void> {
  const actor = await ctx.caller.identify();
  const notice = { status: error?.httpStatus ?? 200, message: error?.message };
  if (error?.retryAfter !== undefined) res.setHeader("retry-after", error.retryAfter);
  if (actor.kind !== "user") {
    sendSignIn(res, { ...notice, reason: "To let a program in, sign in first." });
  } else if (ctx.now().getTime() - actor.session.authenticatedAt.getTime() > freshMs) {
    sendSignIn(res, { ...notice, reason: "Sign in again to confirm that it is you." });
  } else sendCodeForm(res, { ...notice, username: actor.username });
}

async function answer({ ctx, req, res, form }: Visit): Promise<void> {
  const calls = appRouter.createCaller(ctx);
  const field = (name: string) => form.get(name) ?? "";
  const again = () => void res.writeHead(303, { location: devicePath, "content-length": 0 }).end();
  try {
    switch (field("do")) {
      case "sign-in":
        await calls.auth.login({ email: field("email"), password: field("password"), mode: "cookie" });
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
  } catch (error) {
    const wire = error instanceof TRPCError ? wireError(error, requestIdOf(req)) : undefined;
    if (!wire || wire.httpStatus >= 500) throw error;
    await sendStart({ ctx, res, error: told(wire) });
  }
}

/** Fields stand before the form's eyes: what is wrong with them is all that there is to say. */
const told = (wire: WireError): WireError =>
  wire.reason === "INVALID_INPUT" ? { ...wire, message: "That is not a code, or not an e-mail address." } : wire;
