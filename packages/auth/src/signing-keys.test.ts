import { createTestDatabase } from "@tenon/db/testing";
import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { createAuth } from "./index.ts";
import { keyRing } from "./key-ring.ts";
import { testSession, testTokens } from "./testing.ts";

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const { issuer } = testTokens;

/** A database, and nodes that share it and a clock. */
async function testKeys() {
  const database = await createTestDatabase();
  let at = Date.now();
  const now = () => new Date(at);
  const node = (sealer = testTokens.sealer) =>
    createAuth({ db: database.db, throttleKeys: keyRing("x".repeat(32)), tokens: { ...testTokens, sealer }, now });
  const auth = node();
  const sign = (by = auth) =>
    by.accessTokens.sign({ session: testSession(now()), audience: issuer, scopes: ["post:read"] });
  return {
    ...database,
    ...auth,
    node,
    sign,
    now,
    pass: (ms: number) => void (at += ms),
    rotate: (isCompromised = false) => database.db.$transaction((tx) => auth.signingKeys.rotate(tx, { isCompromised })),
    kids: async () => (await auth.signingKeys.published()).keys.map(({ kid }) => kid),
  };
}

test("the first key is made once, by whichever node needs it first, and its private part is nowhere in clear", async () => {
  await using world = await testKeys();
  const nodes = Array.from({ length: 8 }, () => world.node());

  const kids = await Promise.all(nodes.map(async ({ signingKeys }) => (await signingKeys.present()).kid));

  expect(new Set(kids).size).toBe(1);
  const row = await world.db.signingKey.findFirstOrThrow();
  expect(row.publicJwk).not.toHaveProperty("d");
  expect((await world.signingKeys.published()).keys).toEqual([
    { kty: "OKP", crv: "Ed25519", x: expect.any(String), kid: kids[0], alg: "EdDSA", use: "sig" },
  ]);
});

test("the next key is published a day before it signs, and the last one for a while after", async () => {
  await using world = await testKeys();
  const first = (await world.signingKeys.present()).kid;
  const early = await world.signingKeys.maintain();
  world.pass(89 * dayMs);
  const nodes = Array.from({ length: 4 }, () => world.node());

  const made = await Promise.all(nodes.map(({ signingKeys }) => signingKeys.maintain()));
  world.signingKeys.forget();
  const [, second] = await world.kids();
  const before = (await world.signingKeys.present()).kid;
  world.pass(dayMs);
  const after = (await world.signingKeys.present()).kid;
  const both = await world.kids();
  world.pass(16 * minuteMs);
  const left = await world.kids();
  const swept = await world.signingKeys.maintain();

  expect(early).toEqual({ made: 0, deleted: 0 });
  expect(made.map((outcome) => outcome.made).toSorted()).toEqual([0, 0, 0, 1]);
  expect([before, after, both, left]).toEqual([first, second, [first, second], [second]]);
  expect(swept).toEqual({ made: 0, deleted: 1 });
});

test("a service that keeps the published keys for five minutes verifies every token throughout a rotation", async () => {
  await using world = await testKeys();
  await world.sign();
  let kept = { at: -Infinity, keys: createLocalJWKSet({ keys: [] }) };
  const verify = async (token: string) => {
    const at = world.now().getTime();
    if (at - kept.at >= 5 * minuteMs) kept = { at, keys: createLocalJWKSet(await world.signingKeys.published()) };
    return jwtVerify(token, kept.keys, { issuer, audience: issuer, currentDate: world.now() });
  };
  const kids = new Set<unknown>();
  const held: string[] = [];

  for (let minute = 0; minute < 40; minute += 1) {
    if (minute === 3) {
      await world.rotate();
      world.signingKeys.forget();
    }
    held.push((await world.sign()).token);
    for (const token of held.slice(-5)) kids.add((await verify(token)).protectedHeader.kid);
    world.pass(minuteMs - 1000);
  }

  expect(kids.size).toBe(2);
});

test("an operator's rotation takes ten minutes; a second one in between changes nothing", async () => {
  await using world = await testKeys();
  const first = (await world.signingKeys.present()).kid;

  const next = await world.rotate();
  const again = await world.rotate();
  world.signingKeys.forget();

  expect(next).toMatchObject({ state: "next", signsFrom: new Date(world.now().getTime() + 10 * minuteMs) });
  expect(again.kid).toBe(next.kid);
  expect((await world.signingKeys.list()).map(({ kid, state }) => [kid, state])).toEqual([
    [first, "present"],
    [next.kid, "next"],
  ]);
  world.pass(10 * minuteMs);
  expect((await world.signingKeys.present()).kid).toBe(next.kid);
});

test("after a leak what was signed before holds nowhere any more", async () => {
  await using world = await testKeys();
  const { token } = await world.sign();
  const other = world.node();
  await other.accessTokens.verify(token);

  const { kid } = await world.rotate(true);
  world.signingKeys.forget();
  other.signingKeys.forget();
  const fresh = await world.sign();

  expect(await world.kids()).toEqual([kid]);
  expect(await other.accessTokens.verify(token)).toBeNull();
  expect(await other.accessTokens.verify(fresh.token)).not.toBeNull();
});

test("a node that has not heard of a new key looks for it", async () => {
  await using world = await testKeys();
  const { token } = await world.sign();
  const other = world.node();
  await other.accessTokens.verify(token);
  await world.rotate(true);
  world.signingKeys.forget();
  const fresh = await world.sign();

  await expect.poll(() => other.accessTokens.verify(fresh.token), { interval: 100 }).not.toBeNull();
});

test("a key that was sealed with a lost secret is replaced, and what it signed holds to its end", async () => {
  await using world = await testKeys();
  const { token } = await world.sign();
  const sealer = {
    ...testTokens.sealer,
    open(purpose: string, sealed: Uint8Array) {
      if (!Buffer.from(sealed).toString().startsWith("new")) throw new Error("this key does not open it");
      return testTokens.sealer.open(purpose, sealed.subarray(3));
    },
    seal: (purpose: string, text: string) =>
      Uint8Array.from(Buffer.concat([Buffer.from("new"), testTokens.sealer.seal(purpose, text)])),
  };
  const other = world.node(sealer);

  const fresh = await world.sign(other);

  expect(await other.accessTokens.verify(fresh.token)).not.toBeNull();
  expect(await other.accessTokens.verify(token)).not.toBeNull();
});
