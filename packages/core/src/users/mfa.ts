import { AppError } from "@tenon/contract/app-error";
import type { UserAccount, UserId, UserRequireMfa } from "@tenon/contract/users";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import type { UserCtx } from "../ctx.ts";
import { tellFactorChange } from "../mfa/notice.ts";
import { inTransaction } from "../work.ts";
import { getUser } from "./read.ts";

/**
 * Removes every second factor of somebody who has lost them, and ends their sessions. Not one's own, which `me.mfa` removes: that asks
 * for the factor.
 */
export async function resetMfa(ctx: UserCtx, { id }: UserId): Promise<UserAccount> {
  if (id === ctx.actor.id) throw new AppError("FORBIDDEN");
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    found(await tx.user.findUnique({ where: { id }, select: { id: true } }), "USER_NOT_FOUND");
    const ofUser = { where: { userId: id } };
    await tx.totpFactor.deleteMany(ofUser);
    await tx.passkey.deleteMany(ofUser);
    await tx.recoveryCode.deleteMany(ofUser);
    await ctx.auth.oneTimeTokens.discard(tx, { userId: id, kinds: ["mfa_challenge", "webauthn"] });
    await ctx.auth.sessions.revokeUser(tx, id);
    await tellFactorChange(ctx, work, { userId: id, action: "second-factor.reset", mail: { kind: "reset" } });
  });
  await ctx.auth.secondFactorTries.clear(id);
  return getUser(ctx, { id });
}

/** Says whether an account must have a second factor. Sessions that have not seen one end: their owner signs in again and sets one up. */
export async function requireMfa(ctx: UserCtx, { id, required }: UserRequireMfa): Promise<UserAccount> {
  await inTransaction(ctx, async ({ tx }) => {
    const { count } = await tx.user.updateMany({ where: { id }, data: { mfaRequired: required } });
    if (count === 0) throw new AppError("USER_NOT_FOUND");
    if (required) await tx.session.deleteMany({ where: { userId: id, aal: 1 } });
    const action = required ? "second-factor.required" : "second-factor.waived";
    await audit(ctx, tx, { action, subjectId: id });
  });
  return getUser(ctx, { id });
}
