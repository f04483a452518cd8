import type { Session, SignIn } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { SignedIn } from "@tenon/contract/auth";
import type { Tokens } from "@tenon/contract/tokens";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { readMe } from "../me.ts";
import { askSecondFactor } from "../mfa/ask.ts";
import { inTransaction } from "../work.ts";
import { tokensOf } from "./refresh.ts";

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
  }).catch(async (error: unknown) => {
    // Whoever is barred and still shows the right credential is worth a line.
    if (error instanceof AppError && error.reason === "ACCOUNT_DISABLED") {
      const meta = { reason: error.reason, amr: origin.amr };
      await audit(ctx, ctx.db, { action: "session.refused", outcome: "failure", subjectId: userId, meta });
    }
    throw error;
  });
  // Thrown out here: the challenge is committed.
  if (started instanceof AppError) throw started;
  return signedIn(ctx, started);
}

/** The reply to a sign-in. The token is part of it only when it is to be used as a bearer token; in mode `tokens` others are. */
export async function signedIn(
  ctx: Ctx,
  { token, session }: { token: string; session: Session },
): Promise<StartedSession> {
  const user = await readMe(ctx, session.userId, session.actorId);
  const isShown = session.kind !== "cookie" && session.kind !== "tokens";
  const output: SignedIn = { user, token: isShown ? token : null, expiresAt: session.expiresAt };
  if (session.kind === "tokens") Object.assign(output, await firstTokens(ctx, session));
  return { output, token, session };
}

/** Of a session that has just begun, or for which a credential was just shown. */
async function firstTokens(ctx: Ctx, { publicId }: Session): Promise<Tokens> {
  const refreshToken = await ctx.auth.refreshTokens.next(ctx.db, publicId);
  const principal = found(await ctx.auth.sessions.find(publicId), "UNAUTHENTICATED");
  return tokensOf(ctx, principal, refreshToken);
}
