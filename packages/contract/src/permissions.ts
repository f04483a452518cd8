import { z } from "zod";

export const Role = z.enum(["user", "editor", "admin"]).meta({ id: "Role", description: "What an account may do." });
export type Role = z.output<typeof Role>;

/** Rights over one's own rows; each has an `:any` twin over everybody's. */
export const ownPermissions = [
  "user:update",
  "post:read",
  "post:update",
  "post:delete",
  "comment:update",
  "comment:delete",
  "file:read",
  "file:delete",
] as const;
export type OwnPermission = (typeof ownPermissions)[number];

/** What every account may do. */
const plainPermissions = [
  ...ownPermissions,
  "account:read",
  "notification:read",
  "notification:update",
  "user:follow",
  "post:create",
  "post:favorite",
  "comment:create",
  "file:create",
] as const;

/** `<resource>:<verb>` covers what is one's own, `<resource>:<verb>:any` what is anybody's. */
export const permissions = [
  ...plainPermissions,
  "post:read:any",
  "post:update:any",
  "post:delete:any",
  "comment:update:any",
  "comment:delete:any",
  "file:read:any",
  "file:delete:any",
  "user:update:any",
  "user:read-private",
  "user:create",
  "user:delete",
  "user:set-role",
  "user:disable",
  "user:unlock",
  "user:end-sessions",
  "user:impersonate",
  "user:manage-mfa",
  "job:manage",
  "webhook:manage",
  "audit:read",
  "signing-key:rotate",
] as const;
export const Permission = z.enum(permissions).meta({ id: "Permission" });
export type Permission = z.output<typeof Permission>;

const editor = [
  ...plainPermissions,
  "post:read:any",
  "post:update:any",
  "post:delete:any",
  "comment:update:any",
  "comment:delete:any",
] as const satisfies Permission[];

/** What a role, or a part of it, may do: `scopes` is what a key or token is limited to, null for no limit. */
export function permissionsOf(role: Role, scopes: readonly Permission[] | null): ReadonlySet<Permission> {
  return scopes === null ? rolePermissions[role] : new Set(scopes.filter((scope) => rolePermissions[role].has(scope)));
}

/** What each role may do. An administrator may do everything. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  user: new Set(plainPermissions),
  editor: new Set(editor),
  admin: new Set(permissions),
};
