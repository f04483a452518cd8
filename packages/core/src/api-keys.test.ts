import { ApiKeyCreate, apiKeyLimit } from "@tenon/contract/api-keys";
import { expect, test } from "vitest";
import { actorOf } from "./access.ts";
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "./api-keys.ts";
import type { UserCtx } from "./ctx.ts";
import { outcomesOf, reasonOf, testSession, testWorld, times } from "./testing.ts";
import { disableUser, impersonateUser, setRole } from "./users.ts";

const create = (ctx: UserCtx, change: object = {}) =>
  createApiKey(ctx, ApiKeyCreate.parse({ name: "Key", scopes: ["post:read", "post:create"], ...change }));
const permissionsBy = async ({ auth }: UserCtx, secret: string) => {
  const found = await auth.apiKeys.validate(secret, undefined);
  return found && [...actorOf(found).permissions];
};

test("a key is made, listed without its secret, and ended; its owner is told by mail", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");

  const { secret, ...key } = await create(ada);
  const listed = await listApiKeys(ada);
  await revokeApiKey(ada, { id: key.id });

  expect(listed.items).toEqual([key]);
  expect(JSON.stringify(listed)).not.toContain(secret.slice(-57));
  expect(Math.round((key.expiresAt!.getTime() - Date.now()) / 86_400_000)).toBe(90);
  expect((await listApiKeys(ada)).items).toEqual([]);
  const mails = world.jobs.map(({ payload }) => payload as { subject: string; text: string });
  expect(mails).toMatchObject([{ to: "ada@example.com", subject: "An API key was made for your account" }]);
  expect(mails[0]!.text).not.toContain(secret.slice(-57));
  const actions = await world.db.auditEvent.findMany({ select: { action: true }, orderBy: { id: "asc" } });
  expect(actions.map(({ action }) => action)).toEqual(["api-key.created", "api-key.revoked"]);
});

test("a key may do what its scopes name and its owner may, at this moment", async () => {
  await using world = await testWorld();
  const root = await world.as("root", "admin");
  const eve = await world.as("eve", "editor");
  const { secret } = await create(eve, { scopes: ["post:update:any", "post:read"] });
  const before = await permissionsBy(eve, secret);

  await setRole(root, { id: eve.actor.id, role: "user" });

  expect(before).toEqual(["post:update:any", "post:read"]);
  expect(await permissionsBy(eve, secret)).toEqual(["post:read"]);
});

test("nobody gives a key what they may not do, and each such scope is named", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");

  const refused = create(ada, { scopes: ["post:read", "user:delete", "job:manage"] });

  await expect(refused).rejects.toMatchObject({
    reason: "SCOPE_NOT_YOURS",
    fields: [{ path: ["scopes", 1] }, { path: ["scopes", 2] }],
  });
});

test("an administrator who acts as the owner ends no key", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const { id } = await create(ada);
  const { token } = await impersonateUser(await world.as("root", "admin"), { id: ada.actor.id });
  const acting: UserCtx = { ...ada, actor: actorOf((await ada.auth.sessions.validate(token))!) };

  expect(await reasonOf(revokeApiKey(acting, { id }))).toBe("IMPERSONATION_DENIED");
});

test("a key that is replaced goes on for the overlap, and its successor has the same rights and life", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const old = await create(ada, { expiresInDays: 30, allowedIps: ["203.0.113.0/24"] });

  const next = await rotateApiKey(ada, { id: old.id, overlapHours: 2 });
  const atOnce = await rotateApiKey(ada, { id: next.id, overlapHours: 0 });

  const hours = (date: Date | null | undefined) => Math.round((date!.getTime() - Date.now()) / 3_600_000);
  expect(next).toMatchObject({ name: old.name, scopes: old.scopes, allowedIps: old.allowedIps });
  expect(hours(next.expiresAt)).toBe(30 * 24);
  const { items } = await listApiKeys(ada);
  expect(hours(items.find(({ id }) => id === old.id)?.expiresAt)).toBe(2);
  const works = async (key: string) => (await ada.auth.apiKeys.validate(key, "203.0.113.9")) !== null;
  expect([await works(old.secret), await works(next.secret), await works(atOnce.secret)]).toEqual([true, false, true]);
  expect(await reasonOf(rotateApiKey(ada, { id: next.id, overlapHours: 1 }))).toBe("API_KEY_NOT_FOUND");
});

test("there is a limit, also when a hundred are made at once", async () => {
  await using world = await testWorld({ poolSize: 10 });
  const ada = await world.as("ada");

  const outcomes = await outcomesOf(times(100, () => create(ada)));

  expect(outcomes).toEqual({ ok: apiKeyLimit, API_KEY_LIMIT: 100 - apiKeyLimit });
});

test("a barred account's keys are no more, also when it is let in again", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const { secret } = await create(ada);

  await disableUser(root, { id: ada.actor.id });
  await world.db.user.update({ where: { id: ada.actor.id }, data: { status: "active" } });

  expect(await ada.auth.apiKeys.validate(secret, undefined)).toBeNull();
});

test("who owns another session sees none of these", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const { id } = await create(ada);
  await testSession(bob, bob.actor.id);

  expect((await listApiKeys(bob)).items).toEqual([]);
  expect(await reasonOf(revokeApiKey(bob, { id }))).toBe("API_KEY_NOT_FOUND");
});

test("a call that is under way while its account is barred makes no key for when that is let in again", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  await disableUser(root, { id: ada.actor.id });

  expect(await reasonOf(create(ada))).toBe("UNAUTHENTICATED");
  expect(await world.db.apiKey.count()).toBe(0);
});
