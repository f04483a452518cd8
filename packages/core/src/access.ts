import type { Principal } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { Reason } from "@tenon/contract/errors";
import { type OwnPermission, type Permission, permissionsOf, rolePermissions } from "@tenon/contract/permissions";
import type { Actor, Ctx, UserActor } from "./ctx.ts";

/** How long after showing a credential a session counts as fresh. */
const freshMs = 10 * 60_000;

/** The actor that a valid session stands for. */
export const actorOf = ({ user, session }: Principal): UserActor => ({
  kind: "user",
  id: user.id,
  username: user.username,
  role: user.role,
  permissions: permissionsOf(user.role, session.scopes),
  mfaRequired: user.mfaRequired,
  session,
});

/** The id whose favorites and follows are shown; null for callers without an account. */
export const viewerId = (ctx: Ctx): string | null => (ctx.actor.kind === "user" ? ctx.actor.id : null);

/** Whether the actor may do this to anybody's rows. */
export function can(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "user") return actor.permissions.has(permission);
  return actor.kind === "system";
}

/** Whether the actor may do this to the rows of `ownerId`: as the owner, or with the `:any` permission. */
export function canOwn(actor: Actor, permission: OwnPermission, ownerId: string): boolean {
  if (can(actor, `${permission}:any` as Permission)) return true;
  return actor.kind === "user" && actor.id === ownerId && actor.permissions.has(permission);
}

/** Throws unless the actor may do this to some rows at least: SCOPE_MISSING where the key may not what its owner may, else FORBIDDEN. */
export function assertPermitted(actor: UserActor, permission: Permission): void {
  const names = [permission, `${permission}:any` as Permission];
  if (names.some((name) => actor.permissions.has(name))) return;
  const isScoped = names.some((name) => rolePermissions[actor.role].has(name));
  throw new AppError(isScoped ? "SCOPE_MISSING" : "FORBIDDEN");
}

/** Throws FORBIDDEN unless the actor may do this to the rows of `ownerId`. */
export function assertCanOwn(actor: Actor, permission: OwnPermission, ownerId: string): void {
  if (!canOwn(actor, permission, ownerId)) throw new AppError("FORBIDDEN");
}

/** Throws SUDO_REQUIRED unless a credential was shown in the last ten minutes. */
export function assertFresh(actor: UserActor, now: Date): void {
  if (now.getTime() - actor.session.authenticatedAt.getTime() > freshMs) throw new AppError("SUDO_REQUIRED");
}

/** Throws IMPERSONATION_DENIED where an administrator acts as the user: this is for the owner alone. */
export function assertOwner(actor: UserActor): void {
  if (actor.session.actorId !== null) throw new AppError("IMPERSONATION_DENIED");
}

/** Whether the actor's account must have a second factor. */
export const owesSecondFactor = ({ mfaRoles }: Pick<Ctx, "mfaRoles">, actor: UserActor): boolean =>
  actor.mfaRequired || mfaRoles.has(actor.role);

/** Throws MFA_ENROLMENT_REQUIRED where the account must have a second factor, and the session has not seen it (ASVS 5.0 6.3.3). */
export function assertSecondFactor(ctx: Pick<Ctx, "mfaRoles">, actor: Actor): void {
  if (actor.kind !== "user" || actor.session.aal === 2) return;
  if (owesSecondFactor(ctx, actor)) throw new AppError("MFA_ENROLMENT_REQUIRED");
}

/** The row, or the error that says that it is not there. */
export function found<T>(row: T | null | undefined, reason: Reason): T {
  if (row === null || row === undefined) throw new AppError(reason);
  return row;
}
