import type { ChangeEmail, MailedToken } from "@tenon/contract/account";
import { AppError } from "@tenon/contract/app-error";
import { assertMayChangeCredentials } from "../account-policy.ts";
import { audit } from "../audit.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { accountExistsMail, confirmEmailMail } from "../mail/templates/account-addresses.ts";
import { normalizeEmail } from "../users/email.ts";
import { inTransaction } from "../work.ts";
import { spendMail } from "./mail-limits.ts";
import { assertNotReserved, isReserved, moveAddress } from "./move-address.ts";

/** Asks whoever reads the new address; nothing changes before. Somebody else's address is told by mail, to them and nobody else. */
export async function changeEmail(ctx: UserCtx, { email }: ChangeEmail): Promise<void> {
  assertMayChangeCredentials(ctx);
  await spendMail(ctx, email);
  const { id: userId, username } = ctx.actor;
  const emailNormalized = normalizeEmail(email);
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    const owner = await tx.user.findUnique({ where: { emailNormalized }, select: { id: true } });
    const isTaken = (owner !== null && owner.id !== userId) || (await isReserved(ctx, tx, { emailNormalized, userId }));
    await ctx.auth.oneTimeTokens.discard(tx, { userId, kinds: ["change_email"] });
    await audit(ctx, tx, { action: "email.change-requested", subjectId: userId });
    if (isTaken) {
      const url = ctx.links.account("forgot-password");
      return work.enqueue(sendMail, { to: email, ...accountExistsMail.render({ url }) });
    }
    const payload = { email, askedAt: ctx.now().toISOString() };
    const issue = { kind: "change_email", userId, email: emailNormalized, payload } as const;
    const url = ctx.links.account("confirm-email", await ctx.auth.oneTimeTokens.issue(tx, issue));
    work.enqueue(sendMail, { to: email, ...confirmEmailMail.render({ username, url }) });
  });
}

/** The new address's own word. The one before is told, with a link that takes it back. Throws EMAIL_TAKEN. */
export async function confirmEmail(ctx: Ctx, { token }: MailedToken): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    const redeemed = await ctx.auth.oneTimeTokens.redeem(tx, { kind: "change_email", token });
    const user = redeemed?.userId ? await tx.user.findUnique({ where: { id: redeemed.userId } }) : null;
    if (!redeemed || user?.status !== "active") throw new AppError("TOKEN_EXPIRED_OR_USED");
    const { email, askedAt } = redeemed.payload as { email: string; askedAt: string };
    await moveAddress(ctx, work, { user, email, verifiedAt: ctx.now(), askedAt: new Date(askedAt) });
    await assertNotReserved(ctx, tx, { emailNormalized: normalizeEmail(email), userId: user.id });
  });
}
