import type { Me, MeUpdate } from "@tenon/contract/users";
import { assertMayChangeCredentials, assertPassword } from "./account-policy.ts";
import type { UserCtx } from "./ctx.ts";
import { defined } from "./defined.ts";
import { getMe } from "./me.ts";
import { normalizeEmail } from "./users/email.ts";
import { forgetProfile } from "./users/profile.ts";

/** What the owner of an account may change of it. */
export type AccountChange = Omit<MeUpdate, "notifications"> & {
  email?: string | undefined;
  password?: string | undefined;
};

/**
 * Changes one's own profile, address and password, all or nothing. A new address has yet to be verified; a new password
 * ends every session but this one.
 */
export async function updateAccount(ctx: UserCtx, { email, password, ...profile }: AccountChange): Promise<Me> {
  const me = await getMe(ctx);
  const isNewAddress = email !== undefined && email !== me.email;
  if (isNewAddress || password !== undefined) assertMayChangeCredentials(ctx);

  const { id, session } = ctx.actor;
  const address = isNewAddress ? addressOf(email, me) : {};
  const passwordHash =
    password === undefined ? undefined : await hashOf(ctx, password, { ...me, ...profile, ...address });
  const passwordChangedAt = passwordHash === undefined ? undefined : ctx.now();
  const data = defined({ ...profile, ...address, passwordHash, passwordChangedAt });
  await ctx.db.user.updateMany({ where: { id }, data });
  forgetProfile(ctx, id);
  if (passwordHash !== undefined) await ctx.auth.sessions.revokeUser(ctx.db, id, { except: session.publicId });
  return getMe(ctx);
}

/** The columns of a new address: another spelling of the verified one is still verified. */
function addressOf(email: string, me: Me) {
  const emailNormalized = normalizeEmail(email);
  const isSame = emailNormalized === normalizeEmail(me.email);
  return { email, emailNormalized, ...(!isSame && { emailVerifiedAt: null, emailBouncedAt: null }) };
}

function hashOf(
  ctx: UserCtx,
  password: string,
  { email, name, username }: { email: string; name?: string | undefined; username?: string | undefined },
): Promise<string> {
  assertPassword(ctx, password, [normalizeEmail(email), name ?? "", username ?? "", "tenon"]);
  return ctx.auth.passwords.hash(password);
}
