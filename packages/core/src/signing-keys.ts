import type { SigningKey, SigningKeyRotate, SigningKeys } from "@tenon/contract/tokens";
import { audit } from "./audit.ts";
import type { Ctx, UserCtx } from "./ctx.ts";
import { inTransaction } from "./work.ts";

/** The keys that access tokens are, were and will be signed with. */
export const listSigningKeys = async (ctx: Ctx): Promise<SigningKeys> => ({
  items: await ctx.auth.signingKeys.list(),
});

/** Has the next key take over, in ten minutes, or after a leak at once. */
export async function rotateSigningKey(ctx: UserCtx, { compromised }: SigningKeyRotate): Promise<SigningKey> {
  const key = await inTransaction(ctx, async ({ tx }) => {
    const next = await ctx.auth.signingKeys.rotate(tx, { isCompromised: compromised });
    const target = { type: "signing-key", id: next.kid };
    await audit(ctx, tx, { action: "signing-key.rotated", target, meta: { compromised } });
    return next;
  });
  ctx.auth.signingKeys.forget();
  ctx.log.warn({ kid: key.kid, compromised }, "signing key rotated");
  return key;
}

/** Makes the next key in time and deletes those that are done; for the job that looks after them. */
export async function maintainSigningKeys({ auth }: Pick<Ctx, "auth">): Promise<number> {
  const { made, deleted } = await auth.signingKeys.maintain();
  return made + deleted;
}
