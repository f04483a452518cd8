import { randomBytes } from "node:crypto";
import { AppError } from "@tenon/contract/app-error";
import type { Role } from "@tenon/contract/permissions";
import type { UserCreate, UserCreated, UserId, UserSetRole, UserUpdate, UserAccount } from "@tenon/contract/users";
import type { Tx } from "@tenon/db";
import { assertCanOwn, found } from "../access.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { defined } from "../defined.ts";
import { inTransaction } from "../work.ts";
import { insertUser } from "./insert.ts";
import { forgetProfile } from "./profile.ts";
import { getUser } from "./read.ts";

/** Creates an account for somebody else; its random password is told once and never stored in clear. */
export async function createUser(ctx: Ctx, input: UserCreate): Promise<UserCreated> {
  const initialPassword = randomBytes(15).toString("base64url");
  const passwordHash = await ctx.auth.passwords.hash(initialPassword);
  const { id } = await insertUser(ctx, { ...input, passwordHash });
  return { ...(await getUser(ctx, { id })), initialPassword };
}

/** One's own profile, or anybody's for those who may. */
export async function updateUser(ctx: Ctx, { id, ...change }: UserUpdate): Promise<UserAccount> {
  const user = await getUser(ctx, { id });
  assertCanOwn(ctx.actor, "user:update", user.id);
  await ctx.db.user.update({ where: { id }, data: defined(change), select: { id: true } });
  forgetProfile(ctx, id);
  return getUser(ctx, { id });
}

/** Deletes an account with everything that is its own. */
export async function deleteUser(ctx: Ctx, { id }: UserId): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    await lockUser(tx, id);
    // Others' posts lose a count before own posts lose their tags: whoever changes a post locks in that order.
    await tx.favorite.deleteMany({ where: { userId: id } });
    await tx.comment.deleteMany({ where: { authorId: id } });
    const { username } = await tx.user.delete({ where: { id }, select: { username: true } });
    work.emit({ type: "user.deleted", data: { id, username } });
    await audit(ctx, tx, { action: "account.deleted", subjectId: id });
    // Their posts go, and the counts of whatever they liked or commented on change.
    work.forget("everything");
  });
}

/** Changes a role. It holds at once: each call reads the role with the session, and impersonations end. */
export async function setRole(ctx: Ctx, { id, role }: UserSetRole): Promise<UserAccount> {
  await inTransaction(ctx, async ({ tx }) => {
    const { role: previous } = await lockUser(tx, id, { keepsAdmin: role === "admin" });
    await tx.user.update({ where: { id }, data: { role }, select: { id: true } });
    await ctx.auth.sessions.revokeImpersonations(tx, id);
    await ctx.auth.sessions.restrict(tx, id, role);
    await audit(ctx, tx, { action: "account.role-changed", subjectId: id, meta: { from: previous, to: role } });
  });
  return getUser(ctx, { id });
}

/** Bars an account: it cannot sign in, and its sessions end. */
export async function disableUser(ctx: Ctx, { id }: UserId): Promise<UserAccount> {
  await inTransaction(ctx, async ({ tx }) => {
    await lockUser(tx, id);
    await tx.user.update({ where: { id }, data: { status: "disabled" }, select: { id: true } });
    await ctx.auth.sessions.revokeUser(tx, id);
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

/** Forgets an account's failed sign-ins, and so lifts its lock. */
export async function unlockUser(ctx: Ctx, { id }: UserId): Promise<UserAccount> {
  const user = await ctx.db.user.findUnique({ where: { id }, select: { emailNormalized: true } });
  await ctx.auth.throttle.clear(found(user, "USER_NOT_FOUND").emailNormalized);
  await ctx.auth.secondFactorTries.clear(id);
  await audit(ctx, ctx.db, { action: "account.unlocked", subjectId: id });
  return getUser(ctx, { id });
}

/**
 * The user's row, locked. Throws USER_NOT_FOUND, or LAST_ADMIN when it is that of the only active administrator, who is about to
 * be one no more. Locks all administrators' rows as well, in one order, so that two of them cannot step down at once.
 */
async function lockUser(tx: Tx, id: string, { keepsAdmin = false } = {}): Promise<{ role: Role }> {
  const rows = await tx.$queryRaw<{ isTarget: boolean; isAdmin: boolean; role: Role }[]>`
    SELECT id = ${id}::uuid AS "isTarget", role = 'admin' AND status = 'active' AS "isAdmin", role::text AS "role" FROM users
    WHERE id = ${id}::uuid OR (role = 'admin' AND status = 'active') ORDER BY id FOR NO KEY UPDATE`;
  const user = found(
    rows.find(({ isTarget }) => isTarget),
    "USER_NOT_FOUND",
  );
  if (!keepsAdmin && user.isAdmin && rows.every((row) => row === user)) throw new AppError("LAST_ADMIN");
  return user;
}
