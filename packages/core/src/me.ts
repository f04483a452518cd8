import { rolePermissions } from "@tenon/contract/permissions";
import type { Me, MeUpdate } from "@tenon/contract/users";
import { found } from "./access.ts";
import type { Ctx, UserCtx } from "./ctx.ts";
import { defined } from "./defined.ts";
import { hasSecondFactor, methodsOf, readSecondFactors } from "./mfa/factors.ts";
import { settingData, toSettings } from "./notifications/settings.ts";
import { forgetProfile } from "./users/profile.ts";

/** The signed-in user's own account. */
export const getMe = (ctx: UserCtx): Promise<Me> => readMe(ctx, ctx.actor.id, ctx.actor.session.actorId);

export async function updateMe(ctx: UserCtx, { notifications, ...profile }: MeUpdate): Promise<Me> {
  const data = { ...defined(profile), ...settingData(notifications) };
  await ctx.db.user.updateMany({ where: { id: ctx.actor.id }, data });
  forgetProfile(ctx, ctx.actor.id);
  return getMe(ctx);
}

/** @param impersonatedBy the administrator behind the session, if any */
export async function readMe(ctx: Ctx, id: string, impersonatedBy: string | null): Promise<Me> {
  const [row, factors] = await Promise.all([ctx.db.user.findUnique({ where: { id } }), readSecondFactors(ctx.db, id)]);
  const user = found(row, "UNAUTHENTICATED");
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    bio: user.bio,
    image: user.image,
    createdAt: user.createdAt,
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    role: user.role,
    permissions: [...rolePermissions[user.role]],
    mfaEnabled: hasSecondFactor(factors),
    mfaMethods: methodsOf(factors),
    mfaRequired: user.mfaRequired || ctx.mfaRoles.has(user.role),
    impersonatedBy,
    notifications: toSettings(user),
  };
}
