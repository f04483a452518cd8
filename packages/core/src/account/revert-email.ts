import type { MailedToken } from "@tenon/contract/account";
import { AppError } from "@tenon/contract/app-error";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { takeBackDeletion } from "../users/deletion.ts";
import { normalizeEmail } from "../users/email.ts";
import { inTransaction } from "../work.ts";
import { endSince } from "./end-since.ts";
import { sendReset } from "./forgot-password.ts";

/**
 * Takes an account back to the address before. Whoever changed it may know the password, hold sessions, have added ways in and have
 * deleted the account: all of that ends, and a link to choose a password goes to the address. Links that take it further back still work.
 */
export async function revertEmail(ctx: Ctx, { token }: MailedToken): Promise<void> {
  const { oneTimeTokens, sessions } = ctx.auth;
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    const redeemed = found(await oneTimeTokens.redeem(tx, { kind: "revert_email", token }), "TOKEN_EXPIRED_OR_USED");
    const user = await tx.user.findUnique({ where: { id: redeemed.userId ?? "" } });
    if (!user) throw new AppError("TOKEN_EXPIRED_OR_USED");
    const { id } = user;
    const { email, askedAt } = redeemed.payload as { email: string; askedAt: string };
    if (user.status === "deleting") await takeBackDeletion(ctx, work, id);
    const address = { email, emailNormalized: normalizeEmail(email), emailVerifiedAt: ctx.now(), emailBouncedAt: null };
    // With another password's time no device is known any more.
    const password = { passwordHash: null, passwordChangedAt: ctx.now() };
    await tx.user.update({ where: { id }, data: { ...address, ...password }, select: { id: true } });
    await sessions.revokeUser(tx, id);
    await oneTimeTokens.discard(tx, { userId: id, kinds: [...opened] });
    await oneTimeTokens.discard(tx, { userId: id, kinds: ["revert_email"], after: redeemed.id });
    const meta = await endSince(ctx, work, { userId: id, since: new Date(askedAt) });
    await audit(ctx, tx, { action: "email.reverted", subjectId: id, meta });
    if (user.status !== "disabled") await sendReset(ctx, work, { id, email, isTakenBack: true });
  });
}

const opened = [
  "verify_email",
  "change_email",
  "reset_password",
  "invite",
  "mfa_challenge",
  "unlock",
  "keep_account",
  "oauth_flow",
  "webauthn",
] as const;
