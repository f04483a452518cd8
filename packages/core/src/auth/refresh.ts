import type { Principal } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { Refresh, Tokens } from "@tenon/contract/tokens";
import { actorOf } from "../access.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { spend } from "../limits.ts";
import { sendMail } from "../mail/send-mail.ts";
import { sessionEndedMail } from "../mail/templates/session-ended.ts";
import { inTransaction } from "../work.ts";

/**
 * Exchanges a refresh token for the next tokens. Throws REFRESH_TOKEN_INVALID, which ends nothing, so that guesses harm nobody, or
 * REFRESH_REUSED, which ends the session.
 */
export async function refresh(ctx: Ctx, { refreshToken }: Refresh): Promise<Tokens> {
  const sessionId = ctx.auth.refreshTokens.sessionOf(refreshToken);
  if (sessionId === null) throw new AppError("REFRESH_TOKEN_INVALID");
  await spend("refreshes", { limiter: ctx.limiter, key: sessionId });

  const outcome = await ctx.auth.refreshTokens.use(refreshToken);
  if (outcome.kind === "reused") {
    await endReused(ctx, outcome);
    throw new AppError("REFRESH_REUSED");
  }
  const principal = outcome.kind === "renewed" ? await ctx.auth.sessions.find(outcome.sessionId) : null;
  if (outcome.kind === "invalid" || !principal) throw new AppError("REFRESH_TOKEN_INVALID");
  return tokensOf(ctx, principal, outcome.refreshToken);
}

/** A session's access token for our own API, beside its refresh token. */
export async function tokensOf(ctx: Ctx, principal: Principal, refreshToken: string): Promise<Tokens> {
  const { session } = principal;
  const { accessTokens } = ctx.auth;
  const scopes = [...actorOf(principal).permissions];
  const { token, expiresIn } = await accessTokens.sign({
    session,
    audience: accessTokens.issuer,
    scopes,
    isFull: session.scopes === null,
  });
  return { accessToken: token, refreshToken, expiresIn, expiresAt: session.expiresAt };
}

/** Of many calls with the same old token one tells the owner. */
async function endReused(ctx: Ctx, { sessionId, userId }: { sessionId: string; userId: string }): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    if (!(await ctx.auth.sessions.revoke(tx, sessionId))) return;
    await ctx.auth.sessions.revokeActing(tx, userId);
    const target = { type: "session", id: sessionId };
    await audit(ctx, tx, { action: "session.refresh-reused", outcome: "failure", subjectId: userId, target });
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, username: true } });
    const { username } = user;
    work.enqueue(sendMail, {
      to: user.email,
      ...sessionEndedMail.render({ username, at: ctx.now(), sessionsUrl: ctx.links.me("sessions") }),
    });
  });
  ctx.log.warn({ userId, session: sessionId }, "a refresh token was used again: its session has been ended");
}
