import type { SignedIn } from "@tenon/contract/auth";
import { rememberDevice, type StartedSession } from "@tenon/core/auth";
import type { RequestCtx } from "./context.ts";

/** Hands a new session to the caller: as a cookie, beside one that makes its browser known, or in the output for a bearer token. */
export async function signIn(ctx: RequestCtx, started: Promise<StartedSession>): Promise<SignedIn> {
  const { output, token, session } = await started;
  if (session.kind === "cookie") {
    ctx.reply.setSession(token, session.expiresAt);
    ctx.reply.setDevice(await rememberDevice(ctx, session.userId));
  }
  return output;
}

/** Takes the session's cookie away once its session has ended. */
export async function signOut(ctx: RequestCtx, ended: Promise<void>): Promise<void> {
  await ended;
  ctx.reply.clearSession();
}
