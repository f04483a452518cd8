import type { Registered, SignedIn } from "@tenon/contract/auth";
import type { Registration, StartedSession } from "@tenon/core/auth";
import type { RequestCtx } from "./context.ts";

/** What comes with a session's new token. */
type WithSession<Output> = Omit<StartedSession, "output"> & { output: Output };

/** Hands a session's new token to the caller: as a cookie, or in the output for a bearer token. */
export async function signIn<Output = SignedIn>(
  ctx: RequestCtx,
  started: Promise<WithSession<Output>>,
): Promise<Output> {
  const { output, token, session } = await started;
  if (session.kind === "cookie") ctx.reply.setSession(token, session);
  return output;
}

/** The same for a new account, whose session may have to wait for a mail. */
export async function registered(ctx: RequestCtx, registering: Promise<Registration>): Promise<Registered> {
  const { output, token, session } = await registering;
  if (token !== undefined && session?.kind === "cookie") ctx.reply.setSession(token, session);
  return output;
}

/** Takes the session's cookie away once its session has ended. */
export async function signOut(ctx: RequestCtx, ended: Promise<void>): Promise<void> {
  await ended;
  ctx.reply.clearSession();
}
