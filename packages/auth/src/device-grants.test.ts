import { createTestDatabase } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { createAuth } from "./index.ts";
import { keyRing } from "./key-ring.ts";
import { testTokens, testUser } from "./testing.ts";

async function testDevices() {
  const database = await createTestDatabase();
  const { db } = database;
  const { deviceGrants } = createAuth({ db, throttleKeys: keyRing("x".repeat(32)), tokens: testTokens });
  const [ada, bob] = [await testUser(db, "ada"), await testUser(db, "bob")];
  const codes = await deviceGrants.start({
    clientName: "a lamp",
    scopes: ["post:read"],
    ip: "192.0.2.1",
    userAgent: "lamp/1",
  });
  const decide = (userId: string, isApproved = true) =>
    deviceGrants.decide(db, codes.userCode, { userId, isApproved, shown: { aal: 2, amr: ["pwd", "otp"] } });
  /** As if the last poll had been this long ago. */
  const wait = (seconds: number) =>
    db.deviceGrant.updateMany({ data: { lastPolledAt: new Date(Date.now() - seconds * 1000) } });
  return { ...database, ...deviceGrants, ada, bob, codes, decide, wait };
}

test("codes are easy to type, hold for ten minutes, and are nowhere in the table", async () => {
  await using world = await testDevices();
  const { deviceCode, userCode, expiresAt } = world.codes;

  const [row] = await world.db.$queryRaw<{ text: string }[]>`SELECT d::text AS text FROM device_grants d`;

  expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  expect(deviceCode).toMatch(/^dc_[\w-]{43}$/);
  expect((expiresAt.getTime() - Date.now()) / 60_000).toBeCloseTo(10, 1);
  for (const secret of [deviceCode, userCode, userCode.replace("-", "")]) expect(row?.text).not.toContain(secret);
});

test("whoever types the code sees what waits, and is let in as by whom", async () => {
  await using world = await testDevices();
  const typed = ` ${world.codes.userCode.toLowerCase().replace("-", " ")}`;

  const seen = await world.claim(typed, world.ada);
  const before = await world.poll(world.codes.deviceCode);
  await world.decide(world.ada);
  const after = await world.poll(world.codes.deviceCode);
  const redeemed = await world.redeem(world.db, world.codes.deviceCode);

  expect(seen).toMatchObject({ clientName: "a lamp", scopes: ["post:read"], ip: "192.0.2.1", userAgent: "lamp/1" });
  expect([before, after]).toEqual([{ kind: "pending" }, { kind: "approved" }]);
  expect(redeemed).toEqual({ userId: world.ada, aal: 2, amr: ["pwd", "otp"], scopes: ["post:read"] });
});

test("what one has typed another can neither see nor decide", async () => {
  await using world = await testDevices();
  await world.claim(world.codes.userCode, world.ada);

  expect(await world.claim(world.codes.userCode, world.bob)).toBeNull();
  expect(await world.decide(world.bob)).toBeNull();
  expect(await world.claim(world.codes.userCode, world.ada)).not.toBeNull();
  expect(await world.decide(world.ada)).not.toBeNull();
});

test("of two who type a code at once one has it", async () => {
  await using world = await testDevices();

  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, index) => world.claim(world.codes.userCode, index % 2 ? world.ada : world.bob)),
  );

  expect(claims.filter(Boolean)).toHaveLength(10);
});

test("fifty redemptions at once give one", async () => {
  await using world = await testDevices();
  await world.decide(world.ada);

  const redeemed = await Promise.all(Array.from({ length: 50 }, () => world.redeem(world.db, world.codes.deviceCode)));

  expect(redeemed.filter(Boolean)).toHaveLength(1);
  expect(await world.poll(world.codes.deviceCode)).toEqual({ kind: "gone" });
});

test("a decision stands, and a denial lets nobody in", async () => {
  await using world = await testDevices();
  await world.decide(world.ada, false);

  expect(await world.decide(world.ada)).toBeNull();
  expect(await world.poll(world.codes.deviceCode)).toEqual({ kind: "denied" });
  expect(await world.redeem(world.db, world.codes.deviceCode)).toBeNull();
});

test("each poll that comes too soon makes the interval five seconds longer", async () => {
  await using world = await testDevices();
  const poll = () => world.poll(world.codes.deviceCode);

  const polls = [await poll(), await poll(), await poll()];
  await world.wait(11);
  polls.push(await poll());
  await world.wait(15);
  polls.push(await poll());

  expect(polls).toEqual([
    { kind: "pending" },
    { kind: "hasty", intervalSeconds: 10 },
    { kind: "hasty", intervalSeconds: 15 },
    { kind: "hasty", intervalSeconds: 20 },
    { kind: "hasty", intervalSeconds: 25 },
  ]);
});

test("nothing is done with a code that has expired, or was never made", async () => {
  await using world = await testDevices();
  const { userCode, deviceCode } = world.codes;
  await world.decide(world.ada);
  await world.db.deviceGrant.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });

  expect(await world.claim(userCode, world.ada)).toBeNull();
  expect(await world.poll(deviceCode)).toEqual({ kind: "gone" });
  expect(await world.redeem(world.db, deviceCode)).toBeNull();
  expect(await world.claim("BBBB-BBBB", world.ada)).toBeNull();
  expect(await world.poll("dc_unknown")).toEqual({ kind: "gone" });
  expect(await world.sweep()).toBe(1);
});
