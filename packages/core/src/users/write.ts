import { randomBytes } from "node:crypto";
import { AppError } from "@tenon/contract/app-error";
import type { UserCreate, UserCreated, UserId, UserSetRole, UserUpdate, UserAccount } from "@tenon/contract/users";
import type { Tx } from "@tenon/db";
import { assertCanOwn, found } from "../access.ts";
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
    await keepOneAdmin(tx, id);
    // Others' posts lose a count before own posts lose their tags: whoever changes a post locks in that order.
    await tx.favorite.deleteMany({ where: { userId: id } });
    await tx.comment.deleteMany({ where: { authorId: id } });
    const { username } = await tx.user.delete({ where: { id }, select: { username: true } });
    work.emit({ type: "user.deleted", data: { id, username } });
    // Their posts go, and the counts of whatever they liked or commented on change.
    work.forget("everything");
  });
}

/** Changes a role. It holds at once: each call reads the role with the session, and impersonations end. */
export async function setRole(ctx: Ctx, { id, role }: UserSetRole): Promise<UserAccount> {
  await ctx.db.$transaction(async (tx) => {
    if (role !== "admin") await keepOneAdmin(tx, id);
    const { count } = await tx.user.updateMany({ where: { id }, data: { role } });
    if (count === 0) throw new AppError("USER_NOT_FOUND");
  });
  await ctx.auth.sessions.revokeImpersonations(id);
  return getUser(ctx, { id });
}

/** Bars an account: it cannot sign in, and its sessions end. */
export async function disableUser(ctx: Ctx, { id }: UserId): Promise<UserAccount> {
  await ctx.db.$transaction(async (tx) => {
    await keepOneAdmin(tx, id);
    await tx.user.update({ where: { id }, data: { status: "disabled" }, select: { id: true } });
  });
  await ctx.auth.sessions.revokeUser(id);
  return getUser(ctx, { id });
}

/** Lets an account in again; a sign-in that crossed with its barring does not come back with it. */
export async function enableUser(ctx: Ctx, { id }: UserId): Promise<UserAccount> {
  await getUser(ctx, { id });
  await ctx.auth.sessions.revokeUser(id);
  await ctx.db.user.update({ where: { id }, data: { status: "active" }, select: { id: true } });
  return getUser(ctx, { id });
}

/** Forgets an account's failed sign-ins, and so lifts its lock. */
export async function unlockUser(ctx: Ctx, { id }: UserId): Promise<UserAccount> {
  const user = await ctx.db.user.findUnique({ where: { id }, select: { emailNormalized: true } });
  await ctx.auth.throttle.clear(found(user, "USER_NOT_FOUND").emailNormalized);
  return getUser(ctx, { id });
}

/**
 * Throws USER_NOT_FOUND, or LAST_ADMIN when `id` is the only active administrator. Locks the user's row and all
 * administrators', in one order, so that two of them cannot step down at once.
 */
async function keepOneAdmin(tx: Tx, id: string): Promise<void> {
  const rows = await tx.$queryRaw<{ isTarget: boolean; isAdmin: boolean }[]>`
    SELECT id = ${id}::uuid AS "isTarget", role = 'admin' AND status = 'active' AS "isAdmin" FROM users
    WHERE id = ${id}::uuid OR (role = 'admin' AND status = 'active') ORDER BY id FOR NO KEY UPDATE`;
  const user = found(
    rows.find(({ isTarget }) => isTarget),
    "USER_NOT_FOUND",
  );
  if (user.isAdmin && rows.every((row) => row === user)) throw new AppError("LAST_ADMIN");
}
