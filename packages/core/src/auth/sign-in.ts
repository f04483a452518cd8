import type { Session, SignIn } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { SignedIn } from "@tenon/contract/auth";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { readMe } from "../me.ts";
import { askSecondFactor } from "../mfa/ask.ts";
import { inTransaction } from "../work.ts";

/** A new session, and the token that only its transport may see. */
export type StartedSession = { output: SignedIn; token: string; session: Session };

/**
 * Signs in whoever has shown what it takes: the one way by which sessions come about, but for impersonations. A session that the
 * call came with ends: one that was planted before must not live on beside the new one. Throws ACCOUNT_DISABLED, and MFA_REQUIRED
 * where the account has a second factor that was not shown.
 */
export async function signInAs(
  ctx: Ctx,
  userId: string,
  origin: Omit<SignIn, "ip" | "userAgent">,
): Promise<StartedSession> {
  const started = await inTransaction(ctx, async ({ tx }) => {
    const asked = origin.aal === 2 ? undefined : await askSecondFactor(ctx, tx, { userId, amr: origin.amr });
    if (asked) return asked;
    if (ctx.actor.kind === "user") await ctx.auth.sessions.revoke(tx, ctx.actor.session.publicId);
    const { evicted, ...session } = await ctx.auth.sessions.start(tx, userId, { ...ctx.client, ...origin });
    const meta = { session: session.session.publicId, kind: origin.kind, amr: origin.amr };
    await audit(ctx, tx, { action: "session.started", subjectId: userId, meta });
    for (const id of evicted)
      await audit(ctx, tx, { action: "session.evicted", subjectId: userId, target: { type: "session", id } });
    return session;
  });
  // Thrown out here: the challenge is committed.
  if (started instanceof AppError) throw started;
  return signedIn(ctx, started);
}

/** The reply to a sign-in. The token is part of it only when it is to be used as a bearer token. */
export async function signedIn(
  ctx: Ctx,
  { token, session }: { token: string; session: Session },
): Promise<StartedSession> {
  const user = await readMe(ctx, session.userId, session.actorId);
  return {
    output: { user, token: session.kind === "cookie" ? null : token, expiresAt: session.expiresAt },
    token,
    session,
  };
}
