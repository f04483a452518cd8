import type { MailedToken } from "@tenon/contract/account";
import { AppError } from "@tenon/contract/app-error";
import type { UserId } from "@tenon/contract/users";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { accountDeletedMail } from "../mail/templates/account-deleted.ts";
import { inTransaction, type Work } from "../work.ts";
import { eraseAccount } from "./erase.ts";
import { forgetAccount } from "./forget.ts";
import { lockUser } from "./lock.ts";

/** Nearer than this to its end, an account cannot be kept any more: a job may be at it by another clock. */
const marginMs = 60_000;

/** Deletes one's own account: it is gone for everybody at once, and for a while a link in mail brings it back. */
export async function deleteMe(ctx: UserCtx): Promise<void> {
  await inTransaction(ctx, (work) => beginDeletion(ctx, work, { id: ctx.actor.id, graceMs: ctx.deletionMs }));
}

/** Deletes an account with everything that is its own. What takes long is done by a job. */
export async function deleteUser(ctx: Ctx, { id }: UserId): Promise<void> {
  await inTransaction(ctx, (work) => beginDeletion(ctx, work, { id, graceMs: 0 }));
}

/** Ends every way in and takes the account out of sight, in the transaction. */
async function beginDeletion(ctx: Ctx, work: Work, { id, graceMs }: UserId & { graceMs: number }): Promise<void> {
  const { tx } = work;
  await lockUser(tx, id);
  const deletionAt = new Date(ctx.now().getTime() + graceMs);
  const { email, username } = await tx.user.update({ where: { id }, data: { status: "deleting", deletionAt } });
  await ctx.auth.sessions.revokeUser(tx, id);
  await ctx.auth.apiKeys.revoke(tx, { ownerId: id });
  // Whoever took the account over could delete it as well: the address before takes it back even so, while that can be.
  const kept = graceMs > marginMs && { kind: { not: "revert_email" } };
  await tx.oneTimeToken.deleteMany({ where: { userId: id, ...kept } });

  const isOwn = ctx.actor.kind === "user" && ctx.actor.id === id;
  const props = { username, isOwn, erasedAt: deletionAt };
  if (graceMs > marginMs) {
    const token = await ctx.auth.oneTimeTokens.issue(tx, { kind: "keep_account", userId: id });
    const keepUrl = ctx.links.account("keep-account", token);
    work.enqueue(sendMail, { to: email, isVital: true, ...accountDeletedMail.render({ ...props, keepUrl }) });
    const meta = { erasedAt: deletionAt.toISOString() };
    await audit(ctx, tx, { action: "account.deletion-requested", subjectId: id, meta });
  } else {
    work.enqueue(sendMail, { to: email, ...accountDeletedMail.render(props) });
    await forgetAccount(ctx, work, { id, username });
  }
  work.enqueue(eraseAccount, { userId: id }, { key: id, startAfter: deletionAt });
  work.forget("everything");
}

/** Takes a deletion back, by what the mail about it holds. Whoever it belongs to signs in afterwards. */
export async function keepAccount(ctx: Ctx, { token }: MailedToken): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    const redeemed = found(
      await ctx.auth.oneTimeTokens.redeem(tx, { kind: "keep_account", token }),
      "TOKEN_EXPIRED_OR_USED",
    );
    const id = found(redeemed.userId, "TOKEN_EXPIRED_OR_USED");
    await takeBackDeletion(ctx, work, id);
  });
}

/** Throws TOKEN_EXPIRED_OR_USED for an account that is not being deleted, or is as good as erased. */
export async function takeBackDeletion(ctx: Ctx, work: Work, id: string): Promise<void> {
  const until = new Date(ctx.now().getTime() + marginMs);
  const { count } = await work.tx.user.updateMany({
    where: { id, status: "deleting", deletionAt: { gt: until } },
    data: { status: "active", deletionAt: null },
  });
  if (count === 0) throw new AppError("TOKEN_EXPIRED_OR_USED");
  await audit(ctx, work.tx, { action: "account.kept", subjectId: id });
  work.forget("everything");
}
