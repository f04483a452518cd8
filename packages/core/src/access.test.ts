import { type OwnPermission, ownPermissions, rolePermissions } from "@tenon/contract/permissions";
import { expect, test } from "vitest";
import { actorOf, assertCanOwn, assertFresh, can, canOwn, found, viewerId } from "./access.ts";
import type { Actor } from "./ctx.ts";
import { testSession, testWorld } from "./testing.ts";

const anonymous: Actor = { kind: "anonymous" };
const system: Actor = { kind: "system" };

test("who may do what to whose rows", async () => {
  await using world = await testWorld();
  const [ada, eve, root] = [await world.as("ada"), await world.as("eve", "editor"), await world.as("root", "admin")];
  const allowed = (actor: Actor, ownerId: string) =>
    ownPermissions.filter((permission) => canOwn(actor, permission, ownerId));
  const content: OwnPermission[] = ["post:read", "post:update", "post:delete", "comment:update", "comment:delete"];

  expect(allowed(ada.actor, ada.actor.id)).toEqual(ownPermissions);
  expect(allowed(ada.actor, eve.actor.id)).toEqual([]);
  expect(allowed(eve.actor, ada.actor.id)).toEqual(content);
  expect(allowed(root.actor, ada.actor.id)).toEqual(ownPermissions);
  expect(allowed(system, ada.actor.id)).toEqual(ownPermissions);
  expect(allowed(anonymous, ada.actor.id)).toEqual([]);
  expect(allowed({ ...ada.actor, permissions: new Set() }, ada.actor.id)).toEqual([]);
});

test("rights over anybody's rows are the role's", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];

  expect([ada.actor, root.actor, system, anonymous].map((actor) => can(actor, "user:delete"))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(() => assertCanOwn(anonymous, "post:update", ada.actor.id)).toThrow(
    expect.objectContaining({ reason: "FORBIDDEN" }),
  );
  expect(() => assertCanOwn(ada.actor, "post:update", ada.actor.id)).not.toThrow();
});

test("a valid session stands for its user with the role's rights", async () => {
  await using world = await testWorld();
  const { actor } = await world.as("eve", "editor");
  const { token } = await testSession(world.anonymous, actor.id);
  const principal = await world.anonymous.auth.sessions.validate(token);

  const known = actorOf(principal!);

  expect(known).toMatchObject({ kind: "user", id: actor.id, username: "eve", role: "editor" });
  expect(known.permissions).toBe(rolePermissions.editor);
});

test("a session is fresh for ten minutes", async () => {
  await using world = await testWorld();
  const { actor } = await world.as("ada");
  const at = (ms: number) => () => assertFresh(actor, new Date(actor.session.authenticatedAt.getTime() + ms));

  expect(at(600_000)).not.toThrow();
  expect(at(600_001)).toThrow(expect.objectContaining({ reason: "SUDO_REQUIRED" }));
});

test("only users look at lists with eyes of their own", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");

  expect(viewerId(ada)).toBe(ada.actor.id);
  expect(viewerId(world.anonymous)).toBeNull();
  expect(viewerId({ ...ada, actor: system })).toBeNull();
});

test("what is not found is told by its own reason", () => {
  expect(found(0, "NOT_FOUND")).toBe(0);
  expect(found("", "NOT_FOUND")).toBe("");
  for (const nothing of [null, undefined]) {
    expect(() => found(nothing, "POST_NOT_FOUND")).toThrow(expect.objectContaining({ reason: "POST_NOT_FOUND" }));
  }
});
