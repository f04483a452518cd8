import { createTestDatabase } from "@tenon/db/testing";
import { describe, expect, test } from "vitest";
import { isAllowed, isApiKey, newApiKey, type NewApiKey } from "./api-keys.ts";
import { createAuth, keyRing } from "./index.ts";
import { testUser } from "./testing.ts";
import { hashToken } from "./tokens.ts";

async function testKeys() {
  const database = await createTestDatabase();
  const { db } = database;
  const auth = createAuth({ db, throttleKeys: keyRing("x".repeat(32)), keyLabel: "test" });
  const ada = await testUser(db);
  const make = (change: Partial<NewApiKey> = {}) =>
    auth.apiKeys.create(db, {
      ownerId: ada,
      name: "Key",
      scopes: ["post:read"],
      allowedIps: [],
      aal: 1,
      expiresAt: null,
      ...change,
    });
  return { ...database, ...auth, ada, make, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

test("a key stands for its owner, limited to its scopes, and is never fresh", async () => {
  await using world = await testKeys();
  const { secret, entry } = await world.make();

  const found = await world.apiKeys.validate(secret, "203.0.113.7");

  expect(found).toMatchObject({
    user: { id: world.ada, role: "user" },
    session: { publicId: entry.id, kind: "api-key", scopes: ["post:read"], actorId: null },
  });
  expect(found?.session.authenticatedAt.getTime()).toBe(0);
  expect(secret).toMatch(/^ak_test_[\da-z]{57}$/);
  expect(secret.startsWith(entry.start)).toBe(true);
});

test("the key, and anything that is equal to it, is nowhere in the table; what is there is no key", async () => {
  await using world = await testKeys();
  const { secret } = await world.make();

  const [row] = await world.db.$queryRaw<{ text: string }[]>`SELECT k::text AS text FROM api_keys k`;

  expect(row?.text).not.toContain(secret.slice("ak_test_xxxx".length));
  expect(row?.text).toContain(hashToken(secret));
  for (const leak of [hashToken(secret), `ak_test_${hashToken(secret)}`])
    expect(await world.apiKeys.validate(leak, "::1")).toBeNull();
});

test("a mistyped key is seen without a look into the database", () => {
  const key = newApiKey("live");
  const mistyped = [...key].map((sign, at) => key.slice(0, at) + (sign === "a" ? "b" : "a") + key.slice(at + 1));

  expect(isApiKey(key)).toBe(true);
  expect([...mistyped, key.toUpperCase(), `${key} `, `${key}0`, "", "ak_live_", "\0"].filter(isApiKey)).toEqual([]);
});

test("a session's token is no key, and a key no session", async () => {
  await using world = await testKeys();
  const { secret } = await world.make();

  expect(await world.sessions.validate(secret)).toBeNull();
  expect(await world.apiKeys.validate(`ss_${secret.slice(3)}`, undefined)).toBeNull();
});

test("a key that is over, ended, or whose owner is barred, is nobody's", async () => {
  await using world = await testKeys();
  const [over, ended, barred] = await Promise.all([
    world.make({ expiresAt: new Date(Date.now() - 1) }),
    world.make(),
    world.make(),
  ]);
  const works = async ({ secret }: { secret: string }) => (await world.apiKeys.validate(secret, undefined)) !== null;
  const before = [await works(over), await works(ended), await works(barred)];

  await world.apiKeys.revoke(world.db, { ownerId: world.ada, id: ended.entry.id });
  const revoked = await works(ended);
  await world.db.user.update({ where: { id: world.ada }, data: { status: "disabled" } });

  expect(before).toEqual([false, true, true]);
  expect([revoked, await works(barred)]).toEqual([false, false]);
});

test("nobody ends another's key", async () => {
  await using world = await testKeys();
  const bob = await testUser(world.db, "bob");
  const { entry } = await world.make();

  const revoked = await world.apiKeys.revoke(world.db, { ownerId: bob, id: entry.id });
  const ended = await world.apiKeys.endBy(world.db, { id: entry.id, ownerId: bob }, new Date());

  expect([revoked, ended]).toEqual([0, null]);
});

test("an end is brought forward and never put off", async () => {
  await using world = await testKeys();
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const { entry } = await world.make({ expiresAt: at(2) });
  const own = { id: entry.id, ownerId: world.ada };

  const later = await world.apiKeys.endBy(world.db, own, at(5));
  const sooner = await world.apiKeys.endBy(world.db, own, at(1));

  expect(later?.expiresAt).toEqual(entry.expiresAt);
  expect(sooner?.expiresAt?.getTime()).toBeLessThan(at(1.01).getTime());
});

describe("addresses", () => {
  test.each<[string | undefined, string[], boolean]>([
    ["203.0.113.7", [], true],
    [undefined, [], true],
    [undefined, ["203.0.113.7"], false],
    ["203.0.113.7", ["203.0.113.7"], true],
    ["203.0.113.8", ["203.0.113.7"], false],
    ["203.0.113.8", ["198.51.100.1", "203.0.113.0/24"], true],
    ["203.0.114.8", ["203.0.113.0/24"], false],
    ["2001:db8::1", ["2001:db8::/32"], true],
    ["2001:db9::1", ["2001:db8::/32"], false],
    ["2001:db8::1", ["203.0.113.0/24"], false],
    ["2001:DB8:0:0::1", ["2001:db8::1"], true],
  ])("%s of %j: %s", (ip, list, expected) => {
    expect(isAllowed(ip, list)).toBe(expected);
  });
});
