import type { AuthMethod } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { Tx } from "@tenon/db";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { lockSecondFactors, methodsOf } from "./factors.ts";

type FirstFactor = { userId: string; amr: AuthMethod[] };

/**
 * MFA_REQUIRED with a challenge for this user, who has shown a first factor; undefined where that is enough. The user's row is locked:
 * no sign-in slips in while a factor is added.
 */
export async function askSecondFactor(ctx: Ctx, tx: Tx, { userId, amr }: FirstFactor): Promise<AppError | undefined> {
  const methods = methodsOf(await lockSecondFactors(tx, userId));
  if (methods.length === 0) return undefined;
  await audit(ctx, tx, { action: "second-factor.asked", subjectId: userId, meta: { amr } });
  if (ctx.accounts?.secondFactor === "refused")
    return new AppError("MFA_REQUIRED", {
      message: "This account has a second factor, which cannot be shown here. Use a token from another sign-in.",
    });
  const challenge = await ctx.auth.oneTimeTokens.issue(tx, { kind: "mfa_challenge", userId, payload: { amr } });
  return new AppError("MFA_REQUIRED", { challenge, methods });
}
