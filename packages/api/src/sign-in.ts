import type { Registered, SignedIn } from "@tenon/contract/auth";
import { rememberDevice, type Registration, type StartedSession } from "@tenon/core/auth";
import type { RequestCtx } from "./context.ts";

/** What comes with a session's new token. */
type WithSession<Output> = Omit<StartedSession, "output"> & { output: Output };

/** Hands a session's new token to the caller: as a cookie, or in the output for a bearer token. */
export async function signIn<Output = SignedIn>(
  ctx: RequestCtx,
  started: Promise<WithSession<Output>>,
): Promise<Output> {
  const { output, token, session } = await started;
  await setCookies(ctx, { token, session });
  return output;
}

/** The same for a new account, whose session may have to wait for a mail. */
export async function registered(ctx: RequestCtx, registering: Promise<Registration>): Promise<Registered> {
  const { output, token, session } = await registering;
  if (token !== undefined && session) await setCookies(ctx, { token, session });
  return output;
}

/** The session's, and one that makes its browser known. */
async function setCookies(
  ctx: RequestCtx,
  { token, session }: Pick<StartedSession, "token" | "session">,
): Promise<void> {
  if (session.kind !== "cookie") return;
  ctx.reply.setSession(token, session);
  ctx.reply.setDevice(await rememberDevice(ctx, session.userId));
}

/**
 * Makes the browser of whoever redeemed a token of a mail known to the account: its own failures have spent the tries of its network,
 * and what the mail was for is to sign in.
 */
export async function known(ctx: RequestCtx, redeemed: Promise<string>): Promise<void> {
  ctx.reply.setDevice(await rememberDevice(ctx, await redeemed));
}

/** Takes the session's cookie away once its session has ended. */
export async function signOut(ctx: RequestCtx, ended: Promise<void>): Promise<void> {
  await ended;
  ctx.reply.clearSession();
}
