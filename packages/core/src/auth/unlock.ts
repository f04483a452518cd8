import type { MailedToken } from "@tenon/contract/account";
import { AppError } from "@tenon/contract/app-error";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { inTransaction } from "../work.ts";

/** Lifts the lock of an account, with the token that its owner was mailed; the account's id. Throws TOKEN_EXPIRED_OR_USED. */
export function unlock(ctx: Ctx, { token }: MailedToken): Promise<string> {
  return inTransaction(ctx, async ({ tx }) => {
    const redeemed = await ctx.auth.oneTimeTokens.redeem(tx, { kind: "unlock", token });
    if (!redeemed?.userId) throw new AppError("TOKEN_EXPIRED_OR_USED");
    const where = { id: redeemed.userId };
    const user = await tx.user.findUniqueOrThrow({ where, select: { emailNormalized: true } });
    await ctx.auth.throttle.unlock(tx, user.emailNormalized);
    await audit(ctx, tx, { action: "account.unlocked", subjectId: redeemed.userId });
    return redeemed.userId;
  });
}
