import type { AuditAction } from "@tenon/contract/audit";
import { assertPassword, type PasswordOwner } from "../account-policy.ts";
import { audit, type AuditEntry } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { passwordChangedMail } from "../mail/templates/account-passwords.ts";
import type { Work } from "../work.ts";

/** A new password's hash. Throws WEAK_PASSWORD and AUTH_BUSY; not within a transaction, which would be held open by the hashing. */
export async function hashNewPassword(ctx: Ctx, password: string, owner: PasswordOwner): Promise<string> {
  await assertPassword(ctx, password, owner);
  return ctx.auth.passwords.hash(password);
}

type Change = {
  user: { id: string; username: string; email: string };
  passwordHash: string;
  action: AuditAction;
  /** What else is noted of it. */
  meta?: AuditEntry["meta"] | undefined;
  /** The public id of the one session that goes on; null for all of them to do so. */
  keeps?: string | null;
};

/**
 * Gives an account a new password: sessions end, what else the old one could still open too, and its owner is told
 * (ASVS 5.0 6.3.7, 7.4.3). Second factors stay.
 */
export async function setPassword(
  ctx: Ctx,
  work: Work,
  { user, passwordHash, action, meta, keeps }: Change,
): Promise<void> {
  const { id, username, email } = user;
  await work.tx.user.update({
    where: { id },
    data: { passwordHash, passwordChangedAt: ctx.now() },
    select: { id: true },
  });
  if (keeps !== null) await ctx.auth.sessions.revokeUser(work.tx, id, keeps === undefined ? {} : { except: keeps });
  // A change of address that waits would open the account to whoever asked for it, before they were shut out.
  const kinds = ["reset_password", "invite", "mfa_challenge", "change_email"] as const;
  await ctx.auth.oneTimeTokens.discard(work.tx, { userId: id, kinds: [...kinds] });
  await audit(ctx, work.tx, { action, subjectId: id, ...(meta && { meta }) });
  const url = ctx.links.account("forgot-password");
  work.enqueue(sendMail, { to: email, ...passwordChangedMail.render({ username, url }) });
}
