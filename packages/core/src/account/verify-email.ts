import type { MailedToken } from "@tenon/contract/account";
import { AppError } from "@tenon/contract/app-error";
import { audit } from "../audit.ts";
import { finishRegistration, isRegistration } from "../auth/register-by-mail.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { verifyEmailMail } from "../mail/templates/account-addresses.ts";
import { normalizeEmail } from "../users/email.ts";
import { inTransaction, type Work } from "../work.ts";
import { spendMail } from "./mail-limits.ts";

/** Takes the token of a mail for the word of whoever reads its address; where accounts are made by mail, this makes one. */
export async function verifyEmail(ctx: Ctx, { token }: MailedToken): Promise<void> {
  const { oneTimeTokens } = ctx.auth;
  const shown = { kind: "verify_email", token } as const;
  const mailed = await oneTimeTokens.peek(ctx.db, shown);
  if (mailed && isRegistration(mailed)) return finishRegistration(ctx, mailed, token);

  await inTransaction(ctx, async ({ tx }) => {
    const redeemed = await oneTimeTokens.redeem(tx, shown);
    if (!redeemed?.userId || redeemed.email === null) throw new AppError("TOKEN_EXPIRED_OR_USED");
    const { userId: id, email: emailNormalized } = redeemed;
    const data = { emailVerifiedAt: ctx.now() };
    const { count } = await tx.user.updateMany({ where: { id, emailNormalized }, data });
    if (count === 0) throw new AppError("TOKEN_EXPIRED_OR_USED");
    await audit(ctx, tx, { action: "email.verified", subjectId: id });
  });
}

/** Mails a new link; to an address that is verified already, nothing. */
export async function resendVerification(ctx: UserCtx): Promise<void> {
  const user = await ctx.db.user.findUniqueOrThrow({ where: { id: ctx.actor.id } });
  await spendMail(ctx, user.email);
  if (user.emailVerifiedAt !== null) return;
  await inTransaction(ctx, (work) => sendVerification(ctx, work, user));
}

/** Mails a link by which an address is verified. */
export async function sendVerification(
  ctx: Pick<Ctx, "auth" | "links">,
  work: Work,
  user: { id: string; email: string; username: string },
): Promise<void> {
  const url = await verificationUrl(ctx, work, user);
  work.enqueue(sendMail, { to: user.email, ...verifyEmailMail.render({ username: user.username, url }) });
}

/** A link by which an address is verified; those before it are of no more use. */
export async function verificationUrl(
  { auth: { oneTimeTokens }, links }: Pick<Ctx, "auth" | "links">,
  { tx }: Work,
  { id: userId, email }: { id: string; email: string },
): Promise<string> {
  await oneTimeTokens.discard(tx, { userId, kinds: ["verify_email"] });
  const token = await oneTimeTokens.issue(tx, { kind: "verify_email", userId, email: normalizeEmail(email) });
  return links.account("verify-email", token);
}
