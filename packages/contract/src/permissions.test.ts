import { expect, test } from "vitest";
import { ownPermissions, type Permission, permissions, Role, rolePermissions } from "./permissions.ts";

test("each role may do what the one below it may, and more", () => {
  const { user, editor, admin } = rolePermissions;

  expect(user.isSubsetOf(editor)).toBe(true);
  expect(editor.isSubsetOf(admin)).toBe(true);
  expect(user.size).toBeLessThan(editor.size);
  expect(editor.size).toBeLessThan(admin.size);
});

test("every role of the enumeration has its permissions, and an administrator has all of them", () => {
  expect(Object.keys(rolePermissions)).toEqual(Role.options);
  expect([...rolePermissions.admin]).toEqual(permissions);
});

test("every right over one's own rows has a twin over everybody's", () => {
  const twins = ownPermissions.map((permission) => `${permission}:any`);

  expect(twins.filter((twin) => !permissions.includes(twin as Permission))).toEqual([]);
  expect(new Set(permissions).size).toBe(permissions.length);
  expect(
    permissions.filter((permission) => !/^[a-z]+(?:-[a-z]+)*(?::[a-z]+(?:-[a-z]+)*){1,2}$/.test(permission)),
  ).toEqual([]);
});

test("a user may touch nobody else's rows, an editor no accounts", () => {
  expect([...rolePermissions.user].filter((permission) => permission.endsWith(":any"))).toEqual([]);
  const overAccounts = [...rolePermissions.editor].filter((permission) => permission.startsWith("user:"));
  expect(overAccounts).toEqual(["user:update", "user:follow"]);
});
