import { AppError } from "@tenon/contract/app-error";
import { actorOf, assertSecondFactor } from "@tenon/core/access";
import type { Actor } from "@tenon/core/ctx";
import type { ConduitCtx } from "./context.ts";

/** The token in `Authorization: Token …`. */
export const tokenOf = ({ authorization = "" }: Pick<ConduitCtx, "authorization">): string | undefined =>
  /^Token +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];

/**
 * Who calls, by a token that is a bearer session of Tenon's. Cookies are not looked at, so that no page can act for its visitor.
 * Throws UNAUTHENTICATED for a token that does not hold, SCOPE_MISSING for one that is limited, which this contract has no word for,
 * and MFA_ENROLMENT_REQUIRED for one that owes a second factor.
 */
export async function identify(ctx: ConduitCtx): Promise<Actor> {
  if (ctx.authorization === undefined) return { kind: "anonymous" };
  const token = tokenOf(ctx);
  const principal = token === undefined ? null : await ctx.auth.sessions.validate(token);
  if (!principal || principal.session.kind === "cookie") throw new AppError("UNAUTHENTICATED");
  if (principal.session.scopes !== null) throw new AppError("SCOPE_MISSING");
  const actor = actorOf(principal);
  assertSecondFactor(ctx, actor);
  return actor;
}
