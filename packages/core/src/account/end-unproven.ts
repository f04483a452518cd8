import type { Ctx } from "../ctx.ts";
import { hasSecondFactor, lockSecondFactors } from "../mfa/factors.ts";
import type { Work } from "../work.ts";

/** How many of each kind there were. */
type Ended = { apiKeys: number; identities: number };

/**
 * For an address that nobody has verified, when a token that was mailed there is shown. Whoever registered it as a stranger's may have left
 * ways in that ask for no password: they end. Second factors stay; beside one, the mail alone does not say whose account it is.
 * @returns undefined where the address is verified already
 */
export async function endUnproven(
  ctx: Ctx,
  { tx }: Work,
  user: { id: string; emailNormalized: string },
): Promise<Ended | undefined> {
  const { id: userId, emailNormalized } = user;
  const factors = await lockSecondFactors(tx, userId);
  const unverified = { id: userId, emailNormalized, emailVerifiedAt: null };
  if ((await tx.user.count({ where: unverified })) === 0) return undefined;
  const { count: identities } = await tx.identity.deleteMany({ where: { userId } });
  const apiKeys = await ctx.auth.apiKeys.revoke(tx, { ownerId: userId });
  if (!hasSecondFactor(factors)) await tx.user.updateMany({ where: unverified, data: { emailVerifiedAt: ctx.now() } });
  return { apiKeys, identities };
}
