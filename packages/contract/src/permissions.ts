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

/** `<resource>:<verb>` covers what is one's own, `<resource>:<verb>:any` what is anybody's. */
export const permissions = [
  ...ownPermissions,
  "post:create",
  "comment:create",
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
  "user:impersonate",
  "user:manage-mfa",
  "job:manage",
  "webhook:manage",
] as const;
export const Permission = z.enum(permissions).meta({ id: "Permission" });
export type Permission = z.output<typeof Permission>;

const user = [...ownPermissions, "post:create", "comment:create"] as const satisfies Permission[];
const editor = [
  ...user,
  "post:read:any",
  "post:update:any",
  "post:delete:any",
  "comment:update:any",
  "comment:delete:any",
] as const satisfies Permission[];

/** What each role may do. An administrator may do everything. */
export const rolePermissions: Record<Role, ReadonlySet<Permission>> = {
  user: new Set(user),
  editor: new Set(editor),
  admin: new Set(permissions),
};
