import type { ResetPassword } from "@tenon/contract/account";
import { AppError } from "@tenon/contract/app-error";
import type { Ctx } from "../ctx.ts";
import type { Invitation } from "../users/invite.ts";
import { inTransaction } from "../work.ts";
import { endUnproven } from "./end-unproven.ts";
import { hashNewPassword, setPassword } from "./set-password.ts";

/**
 * Sets a password by the token of a reset, or of an invitation. Nobody is signed in by it, second factors stay, and the lock
 * after wrong passwords is lifted (ASVS 5.0 6.4.1, 6.4.3). A refused password does not use up the token.
 * @returns whose password it is
 */
export async function resetPassword(ctx: Ctx, { token, password }: ResetPassword): Promise<string> {
  const { oneTimeTokens, throttle } = ctx.auth;
  const kind = token.startsWith("iv_") ? "invite" : "reset_password";
  const mailed = await oneTimeTokens.peek(ctx.db, { kind, token });
  const user = mailed?.userId ? await ctx.db.user.findUnique({ where: { id: mailed.userId } }) : null;
  if (!user || user.emailNormalized !== mailed?.email || user.status !== "active")
    throw new AppError("TOKEN_EXPIRED_OR_USED");
  const passwordHash = await hashNewPassword(ctx, password, user);

  await inTransaction(ctx, async (work) => {
    const redeemed = await oneTimeTokens.redeem(work.tx, { kind, token });
    if (!redeemed) throw new AppError("TOKEN_EXPIRED_OR_USED");
    // Whoever was mailed the token reads what is sent to the address.
    const isMailed = kind !== "invite" || (redeemed.payload as Invitation).isMailed;
    const meta = isMailed ? await endUnproven(ctx, work, user) : undefined;
    await setPassword(ctx, work, { user, passwordHash, action: "password.reset", meta });
  });
  await throttle.clear(user.emailNormalized);
  return user.id;
}
