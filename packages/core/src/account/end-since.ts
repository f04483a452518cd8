import type { Ctx } from "../ctx.ts";
import { lockSecondFactors } from "../mfa/factors.ts";
import { discardCodesWithoutFactor } from "../mfa/rules.ts";
import type { Work } from "../work.ts";

/** How many of each kind there were. */
export type Ended = { apiKeys: number; passkeys: number; apps: number; identities: number };

/**
 * Ends every way into an account that was made since then, and all that waits to become one. Sessions and the password are the
 * caller's to end. What was there before stays: second factors protect from whoever reads the owner's old mailbox, too.
 */
export async function endSince(
  ctx: Ctx,
  { tx }: Work,
  { userId, since }: { userId: string; since: Date },
): Promise<Ended> {
  await lockSecondFactors(tx, userId);
  const made = { userId, createdAt: { gte: since } };
  const { count: passkeys } = await tx.passkey.deleteMany({ where: made });
  const { count: identities } = await tx.identity.deleteMany({ where: made });
  // An app counts from when a code of it was shown, whenever its secret was made.
  const isNew = [{ createdAt: { gte: since } }, { confirmedAt: { gte: since } }];
  const { count: apps } = await tx.totpFactor.deleteMany({ where: { userId, OR: isNew } });
  await tx.recoveryCode.deleteMany({ where: made });
  await discardCodesWithoutFactor(tx, userId);
  const apiKeys = await ctx.auth.apiKeys.revoke(tx, { ownerId: userId, since });
  return { apiKeys, passkeys, apps, identities };
}
