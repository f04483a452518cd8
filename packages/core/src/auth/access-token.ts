import type { Auth } from "@tenon/auth";
import { AppError, invalidField } from "@tenon/contract/app-error";
import type { AccessToken, AccessTokenRequest } from "@tenon/contract/tokens";
import { actorOf } from "../access.ts";
import type { UserActor, UserCtx } from "../ctx.ts";

/**
 * A token of five minutes that says to another service who calls. One that was asked for with such a token ends with it, so that a
 * stolen one does not live on by itself.
 */
export async function issueAccessToken(ctx: UserCtx, input: AccessTokenRequest): Promise<AccessToken> {
  const { session, permissions, heldUntil } = ctx.actor;
  if (session.actorId !== null) throw new AppError("IMPERSONATION_DENIED");
  const { audiences } = ctx.auth.accessTokens;
  const audience = input.audience ?? audiences[0] ?? "";
  if (!audiences.includes(audience)) throw invalidField(["audience"], `must be one of: ${audiences.join(", ")}`);
  const scopes = input.scopes ? [...new Set(input.scopes)] : [...permissions];
  const missing = scopes.filter((scope) => !permissions.has(scope));
  if (missing.length > 0) throw new AppError("FORBIDDEN", { message: `You may not do this: ${missing.join(", ")}.` });

  const isFull = session.scopes === null && input.scopes === undefined;
  const token = { session, audience, scopes, isFull, notAfter: heldUntil };
  const signed = await ctx.auth.accessTokens.sign(token);
  const { token: accessToken, expiresAt, expiresIn } = signed;
  return { accessToken, expiresAt, expiresIn, audience, scopes };
}

/** Whether a bearer token is a JWT; sessions' tokens have no dots. */
export const isAccessToken = (token: string): boolean => /^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(token);

/** Who an access token speaks for, as long as its session holds: what ended a moment ago is refused. Null when it does not hold. */
export async function accessTokenActor({ accessTokens, sessions }: Auth, token: string): Promise<UserActor | null> {
  const claims = await accessTokens.verify(token);
  const principal = claims && (await sessions.find(claims.sessionId));
  if (!claims || principal?.user.id !== claims.userId) return null;
  const scopes = claims.scopes ?? principal.session.scopes;
  return { ...actorOf({ ...principal, session: { ...principal.session, scopes } }), heldUntil: claims.expiresAt };
}
