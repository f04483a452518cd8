import type { Me, MeUpdate } from "@tenon/contract/users";
import { assertFresh } from "../access.ts";
import { assertMayChangeCredentials } from "../account-policy.ts";
import type { UserCtx } from "../ctx.ts";
import { defined } from "../defined.ts";
import { getMe } from "../me.ts";
import { normalizeEmail } from "../users/email.ts";
import { forgetProfile } from "../users/profile.ts";
import { inTransaction } from "../work.ts";
import { spendMail } from "./mail-limits.ts";
import { assertNotReserved, moveAddress } from "./move-address.ts";
import { hashNewPassword, setPassword } from "./set-password.ts";
import { sendVerification } from "./verify-email.ts";

/** What the owner of an account may change of it. */
type AccountChange = Omit<MeUpdate, "notifications"> & {
  email?: string | undefined;
  password?: string | undefined;
};

/**
 * Changes one's own profile, address and password, all or nothing, for contracts that have one call for it. A new address has yet to be
 * verified, and the one before is told; a new password ends every session but this one.
 */
export async function updateAccount(ctx: UserCtx, { email, password, ...profile }: AccountChange): Promise<Me> {
  const me = await getMe(ctx);
  const { id, session } = ctx.actor;
  const isNewAddress = email !== undefined && email !== me.email;
  if (isNewAddress || password !== undefined) {
    assertMayChangeCredentials(ctx);
    // Whoever has a second factor wants more than a token to be enough, whatever the contract.
    if (me.mfaEnabled) assertFresh(ctx.actor, ctx.now());
  }
  if (isNewAddress) await spendMail(ctx, email);
  const named = { ...me, ...defined(profile), ...(isNewAddress && { email }) };
  const passwordHash = password === undefined ? undefined : await hashNewPassword(ctx, password, named);

  await inTransaction(ctx, async (work) => {
    await work.tx.user.updateMany({ where: { id }, data: defined(profile) });
    if (passwordHash !== undefined)
      // To the address that the account has had so far.
      await setPassword(ctx, work, { user: me, passwordHash, action: "password.changed", keeps: session.publicId });
    if (isNewAddress) await changeAddress(ctx, { work, me, email });
  });
  forgetProfile(ctx, id);
  return getMe(ctx);
}

type Change = { work: Parameters<typeof moveAddress>[1]; me: Me; email: string };

/** At once. Another spelling of the verified address is still verified. */
async function changeAddress(ctx: UserCtx, { work, me, email }: Change): Promise<void> {
  const { id } = me;
  const emailNormalized = normalizeEmail(email);
  const user = await work.tx.user.findUniqueOrThrow({ where: { id } });
  const isSame = emailNormalized === user.emailNormalized;
  const verifiedAt = isSame ? user.emailVerifiedAt : null;
  await moveAddress(ctx, work, { user, email, verifiedAt, askedAt: ctx.now() });
  await assertNotReserved(ctx, work.tx, { emailNormalized, userId: id });
  if (!isSame) await sendVerification(ctx, work, { id, email, username: user.username });
}
