import type { MailedToken } from "@tenon/contract/account";
import { AppError } from "@tenon/contract/app-error";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { normalizeEmail } from "../users/email.ts";
import { inTransaction } from "../work.ts";
import { sendReset } from "./forgot-password.ts";

/**
 * Takes an account back to the address before. Whoever changed it may know the password and hold sessions: both end, and a link to
 * choose a password goes to the address. What was issued since then is void; what takes it further back is not.
 */
export async function revertEmail(ctx: Ctx, { token }: MailedToken): Promise<void> {
  const { oneTimeTokens, sessions } = ctx.auth;
  await inTransaction(ctx, async (work) => {
    const redeemed = await oneTimeTokens.redeem(work.tx, { kind: "revert_email", token });
    const user = redeemed?.userId ? await work.tx.user.findUnique({ where: { id: redeemed.userId } }) : null;
    if (!redeemed || !user) throw new AppError("TOKEN_EXPIRED_OR_USED");
    const { id } = user;
    const { email } = redeemed.payload as { email: string };
    const address = { email, emailNormalized: normalizeEmail(email), emailVerifiedAt: ctx.now(), emailBouncedAt: null };
    await work.tx.user.update({ where: { id }, data: { ...address, passwordHash: null }, select: { id: true } });
    await sessions.revokeUser(work.tx, id);
    const kinds = ["verify_email", "change_email", "reset_password", "invite", "mfa_challenge", "unlock"] as const;
    await oneTimeTokens.discard(work.tx, { userId: id, kinds: [...kinds] });
    await oneTimeTokens.discard(work.tx, { userId: id, kinds: ["revert_email"], after: redeemed.id });
    await audit(ctx, work.tx, { action: "email.reverted", subjectId: id });
    if (user.status === "active") await sendReset(ctx, work, { id, email, isTakenBack: true });
  });
}
