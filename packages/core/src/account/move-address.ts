import { AppError } from "@tenon/contract/app-error";
import type { Db, Tx } from "@tenon/db";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { emailChangedMail } from "../mail/templates/account-addresses.ts";
import { normalizeEmail } from "../users/email.ts";
import type { Work } from "../work.ts";

type Holder = { emailNormalized: string; userId?: string };

/** Whether an address was somebody else's until a few days ago, and they may still take it back. */
export const isReserved = ({ auth }: Pick<Ctx, "auth">, db: Db | Tx, { emailNormalized, userId }: Holder) =>
  auth.oneTimeTokens.isAwaited(db, { kind: "revert_email", email: emailNormalized, exceptOf: userId });

/**
 * Throws EMAIL_TAKEN for such an address. Asked after the address was written, in its transaction: then whoever has just given it up has
 * committed.
 */
export async function assertNotReserved(ctx: Pick<Ctx, "auth">, tx: Tx, holder: Holder): Promise<void> {
  if (await isReserved(ctx, tx, holder)) throw new AppError("EMAIL_TAKEN");
}

type Move = {
  user: { id: string; username: string; email: string; emailNormalized: string };
  email: string;
  /** Null where the new address has yet to be verified. */
  verifiedAt: Date | null;
  /** What is made from then on ends when the address before takes the account back. */
  askedAt: Date;
};

/** Gives an account another address, and tells the one before, which can take it back for seven days. */
export async function moveAddress(ctx: Ctx, work: Work, { user, email, verifiedAt, askedAt }: Move): Promise<void> {
  const { id, username } = user;
  const emailNormalized = normalizeEmail(email);
  const isSame = emailNormalized === user.emailNormalized;
  const data = { email, emailNormalized, emailVerifiedAt: verifiedAt, ...(!isSame && { emailBouncedAt: null }) };
  await work.tx.user.update({ where: { id }, data, select: { id: true } });
  // What was sent to the address before must not open the account any more.
  const kinds = ["verify_email", "reset_password", "change_email"] as const;
  await ctx.auth.oneTimeTokens.discard(work.tx, { userId: id, kinds: [...kinds] });
  await audit(ctx, work.tx, { action: "email.changed", subjectId: id });
  // Another spelling of the same address needs no way back.
  if (isSame) return;
  const { email: before } = user;
  const payload = { email: before, askedAt: askedAt.toISOString() };
  const issue = { kind: "revert_email", userId: id, email: user.emailNormalized, payload } as const;
  const url = ctx.links.account("revert-email", await ctx.auth.oneTimeTokens.issue(work.tx, issue));
  work.enqueue(sendMail, { to: before, isVital: true, ...emailChangedMail.render({ username, url }) });
}
