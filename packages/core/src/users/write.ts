import type { UserId, UserSetRole, UserUpdate, UserAccount } from "@tenon/contract/users";
import type { Tx } from "@tenon/db";
import { assertCanOwn, found } from "../access.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { defined } from "../defined.ts";
import { inTransaction } from "../work.ts";
import { assertMayGiveRole } from "./give-role.ts";
import { lockUser } from "./lock.ts";
import { forgetProfile } from "./profile.ts";
import { getUser } from "./read.ts";

/** One's own profile, or anybody's for those who may. */
export async function updateUser(ctx: Ctx, { id, ...change }: UserUpdate): Promise<UserAccount> {
  const user = await getUser(ctx, { id });
  assertCanOwn(ctx.actor, "user:update", user.id);
  await ctx.db.$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: defined(change), select: { id: true } });
    const isOwn = ctx.actor.kind === "user" && ctx.actor.id === id;
    const meta = { changed: Object.keys(defined(change)) };
    if (!isOwn) await audit(ctx, tx, { action: "account.profile-changed", subjectId: id, meta });
  });
  forgetProfile(ctx, id);
  return getUser(ctx, { id });
}

/** Changes a role. It holds at once: each call reads the role with the session, and impersonations end. */
export async function setRole(ctx: Ctx, { id, role }: UserSetRole): Promise<UserAccount> {
  assertMayGiveRole(ctx, role);
  await inTransaction(ctx, async ({ tx }) => {
    const { role: previous } = await lockUser(tx, id, { keepsAdmin: role === "admin" });
    await tx.user.update({ where: { id }, data: { role }, select: { id: true } });
    await ctx.auth.sessions.revokeImpersonations(tx, id);
    await ctx.auth.sessions.restrict(tx, id, role);
    await audit(ctx, tx, { action: "account.role-changed", subjectId: id, meta: { from: previous, to: role } });
  });
  return getUser(ctx, { id });
}

/** Bars an account: it cannot sign in, and its sessions and keys end. */
export async function disableUser(ctx: Ctx, { id }: UserId): Promise<UserAccount> {
  await inTransaction(ctx, async ({ tx }) => {
    await lockUser(tx, id);
    await tx.user.update({ where: { id }, data: { status: "disabled" }, select: { id: true } });
    await shutOut(ctx, tx, id);
    await audit(ctx, tx, { action: "account.disabled", subjectId: id });
  });
  return getUser(ctx, { id });
}

/** Lets an account in again. */
export async function enableUser(ctx: Ctx, { id }: UserId): Promise<UserAccount> {
  await inTransaction(ctx, async ({ tx }) => {
    await lockUser(tx, id, { keepsAdmin: true });
    await tx.user.update({ where: { id }, data: { status: "active" }, select: { id: true } });
    await audit(ctx, tx, { action: "account.enabled", subjectId: id });
  });
  return getUser(ctx, { id });
}

/** Ends every session and key of an account, and who acts as it; its owner may sign in again. */
export async function endUserSessions(ctx: Ctx, { id }: UserId): Promise<void> {
  await inTransaction(ctx, async ({ tx }) => {
    await lockUser(tx, id, { keepsAdmin: true });
    await shutOut(ctx, tx, id);
    await audit(ctx, tx, { action: "session.all-ended", subjectId: id });
  });
}

/** Forgets an account's failed sign-ins, and so lifts its lock. */
export async function unlockUser(ctx: Ctx, { id }: UserId): Promise<UserAccount> {
  const user = await ctx.db.user.findUnique({ where: { id }, select: { emailNormalized: true } });
  await ctx.auth.throttle.clear(found(user, "USER_NOT_FOUND").emailNormalized);
  await ctx.auth.secondFactorTries.clear(id);
  await audit(ctx, ctx.db, { action: "account.unlocked", subjectId: id });
  return getUser(ctx, { id });
}

/** Ends what somebody may be in an account by, and the change of address that they may have asked for. */
async function shutOut({ auth }: Ctx, tx: Tx, userId: string): Promise<void> {
  await auth.sessions.revokeUser(tx, userId);
  await auth.apiKeys.revoke(tx, { ownerId: userId });
  await auth.oneTimeTokens.discard(tx, { userId, kinds: ["change_email"] });
}
