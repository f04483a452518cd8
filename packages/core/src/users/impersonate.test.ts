import { expect, test } from "vitest";
import { actorOf } from "../access.ts";
import type { UserCtx } from "../ctx.ts";
import { getMe } from "../me.ts";
import { reasonOf, testSession, testWorld } from "../testing.ts";
import { deleteUser, disableUser, impersonateUser, setRole } from "../users.ts";

const unknown = "0198d1e2-7c3b-7a44-8f00-000000000001";
const withSession = (ctx: UserCtx, change: Partial<UserCtx["actor"]["session"]>): UserCtx => ({
  ...ctx,
  actor: { ...ctx.actor, session: { ...ctx.actor.session, ...change } },
});

test("an administrator becomes somebody else for an hour, as a bearer, and it is logged", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const logged: object[] = [];
  const log = { ...root.log, warn: (fields: object) => logged.push(fields) };

  const { output, token, session } = await impersonateUser({ ...root, log }, { id: ada.actor.id });

  expect(output).toMatchObject({ token, user: { username: "ada", impersonatedBy: root.actor.id } });
  expect(session.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(3_600_000);
  const principal = await root.auth.sessions.validate(token);
  expect(principal).toMatchObject({ user: { username: "ada", role: "user" }, session: { kind: "impersonation" } });
  expect(await getMe({ ...root, actor: actorOf(principal!) })).toMatchObject({ username: "ada", role: "user" });
  expect(logged).toEqual([{ actorId: root.actor.id, subjectId: ada.actor.id, session: session.publicId }]);
  expect(JSON.stringify(logged)).not.toContain(token);
});

test("never as oneself, as an administrator, as nobody or as somebody disabled", async () => {
  await using world = await testWorld();
  const [root, other] = [await world.as("root", "admin"), await world.as("other", "admin")];
  const [ada, eve] = [await world.as("ada"), await world.as("eve", "editor")];
  await disableUser(root, { id: ada.actor.id });
  const reason = (id: string) => reasonOf(impersonateUser(root, { id }));

  expect(await reason(root.actor.id)).toBe("IMPERSONATION_DENIED");
  expect(await reason(other.actor.id)).toBe("IMPERSONATION_DENIED");
  expect(await reason(unknown)).toBe("USER_NOT_FOUND");
  expect(await reason(ada.actor.id)).toBe("ACCOUNT_DISABLED");
  expect(await reason(eve.actor.id)).toBe("ok");
});

test("never upward: whoever may impersonate without being an administrator stays below", async () => {
  await using world = await testWorld();
  const [ada, eve, bob] = [await world.as("ada"), await world.as("eve", "editor"), await world.as("bob")];
  const permissions = new Set([...ada.actor.permissions, "user:impersonate" as const]);
  const support = { ...ada, actor: { ...ada.actor, permissions } };

  expect(await reasonOf(impersonateUser(support, { id: eve.actor.id }))).toBe("IMPERSONATION_DENIED");
  expect(await reasonOf(impersonateUser(support, { id: bob.actor.id }))).toBe("ok");
});

test("never from within an impersonation", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const nested = withSession(root, { actorId: unknown });

  expect(await reasonOf(impersonateUser(nested, { id: ada.actor.id }))).toBe("IMPERSONATION_DENIED");
});

test("an impersonation ends with its administrator", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const other = await world.as("other", "admin");
  const { token } = await impersonateUser(root, { id: ada.actor.id });
  const second = await impersonateUser(other, { id: ada.actor.id });

  await disableUser(other, { id: root.actor.id });
  await world.db.user.update({ where: { id: root.actor.id }, data: { status: "active" } });
  await deleteUser(root, { id: other.actor.id });

  expect(await root.auth.sessions.validate(token)).toBeNull();
  expect(await root.auth.sessions.validate(second.token)).toBeNull();
});

test("an impersonation ends with a change of its administrator's role, or of the user's", async () => {
  await using world = await testWorld();
  const [ada, root, other] = [await world.as("ada"), await world.as("root", "admin"), await world.as("other", "admin")];
  const own = await testSession(root, ada.actor.id);
  const byRoot = await impersonateUser(root, { id: ada.actor.id });
  await setRole(other, { id: root.actor.id, role: "user" });
  expect(await root.auth.sessions.validate(byRoot.token)).toBeNull();

  const byOther = await impersonateUser(other, { id: ada.actor.id });
  await setRole(other, { id: ada.actor.id, role: "admin" });

  expect(await root.auth.sessions.validate(byOther.token)).toBeNull();
  expect(await root.auth.sessions.validate(own.token)).toMatchObject({ user: { role: "admin" } });
});
