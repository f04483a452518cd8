import type { AuthMethod } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { PasskeyAnswer } from "@tenon/contract/second-factors";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { takeAppCode } from "./app.ts";
import { tellFactorChange } from "./notice.ts";
import { takePasskey } from "./passkey-answer.ts";
import { takeRecoveryCode } from "./recovery-codes.ts";

/** One of them. */
export type ShownFactor = {
  code?: string | undefined;
  recoveryCode?: string | undefined;
  passkey?: PasskeyAnswer | undefined;
};

/**
 * Judges the second factor of a user. Throws MFA_CODE_INVALID or PASSKEY_INVALID; TOO_MANY_ATTEMPTS after ten codes, while passkeys,
 * which nobody guesses, still work.
 */
export async function showSecondFactor(ctx: Ctx, userId: string, shown: ShownFactor): Promise<AuthMethod> {
  if (shown.passkey) {
    await takePasskey(ctx, shown.passkey, { of: userId });
    return "hwk";
  }
  const { secondFactorTries: tries } = ctx.auth;
  const { isLast } = await tries.reserve(userId);
  const isRight = await takeCode(ctx, userId, shown).catch(async (error: unknown) => {
    await tries.refund(userId);
    throw error;
  });
  if (!isRight) {
    await tellRefusal(ctx, userId, { isLast });
    throw new AppError("MFA_CODE_INVALID");
  }
  await tries.clear(userId);
  return shown.code === undefined ? "rec" : "otp";
}

function takeCode(ctx: Ctx, userId: string, { code, recoveryCode = "" }: ShownFactor): Promise<boolean> {
  return code === undefined ? takeRecoveryCode(ctx, userId, recoveryCode) : takeAppCode(ctx, userId, code);
}

/** The owner is mailed once none is taken any more: whoever tries codes has got past the password. */
async function tellRefusal(ctx: Ctx, userId: string, { isLast }: { isLast: boolean }): Promise<void> {
  const action = "second-factor.refused";
  if (!isLast) return audit(ctx, ctx.db, { action, outcome: "failure", subjectId: userId });
  await inTransaction(ctx, (work) =>
    tellFactorChange(ctx, work, { userId, action, outcome: "failure", mail: { kind: "guessed" } }),
  );
}
