import { AppError } from "@tenon/contract/app-error";
import { createTestDatabase } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { keyRing } from "./key-ring.ts";
import { createLoginThrottle } from "./login-throttle.ts";
import { outcomesOf } from "./testing.ts";

const ada = "ada@example.com";
const minutes = 60;

async function testThrottle() {
  const database = await createTestDatabase();
  const throttle = createLoginThrottle({ db: database.db, keys: keyRing("x".repeat(32)) });
  const guess = async (account = ada) => {
    await throttle.reserve(account);
    await throttle.fail(account);
  };
  const guesses = (count: number, account?: string) => outcomesOf(Array.from({ length: count }, () => guess(account)));
  /** Seconds until the next try is allowed. */
  const wait = async () => {
    const error: unknown = await throttle.reserve(ada).catch((reason: unknown) => reason);
    return error instanceof AppError ? error.retryAfter : error;
  };
  /** Lets an account's past be that much longer ago. */
  const pass = (seconds: number) => database.db.$executeRaw`
    UPDATE login_throttles SET window_start = window_start - ${seconds} * interval '1 second',
      locked_until = locked_until - ${seconds} * interval '1 second'`;
  return { ...database, throttle, guess, guesses, wait, pass };
}

test("of a hundred parallel guesses five are looked at", async () => {
  await using world = await testThrottle();

  expect(await world.guesses(100)).toEqual({ ok: 5, TOO_MANY_ATTEMPTS: 95 });
});

test("a hundred guesses that nobody has answered yet are five as well", async () => {
  await using world = await testThrottle();

  const outcomes = await outcomesOf(Array.from({ length: 100 }, () => world.throttle.reserve(ada)));

  expect(outcomes).toEqual({ ok: 5, TOO_MANY_ATTEMPTS: 95 });
});

test("the fifth failure locks for 15 minutes, and each lock for twice as long, up to a day", async () => {
  await using world = await testThrottle();
  const locks: unknown[] = [];

  for (let level = 0; level < 10; level += 1) {
    expect(await world.guesses(5)).toEqual({ ok: 5 });
    const lock = await world.wait();
    locks.push(lock);
    await world.pass(Number(lock) + 1);
  }

  const expected = [15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440].map((lock) => lock * minutes);
  expect(locks).toEqual(expected);
});

test("while locked nothing is looked at, not even after the window; afterwards it is", async () => {
  await using world = await testThrottle();
  await world.guesses(5);
  await world.pass(14 * minutes);

  expect(await world.guesses(3)).toEqual({ TOO_MANY_ATTEMPTS: 3 });
  expect(await world.wait()).toBeLessThanOrEqual(minutes);
  await world.pass(minutes + 1);

  expect(await world.guesses(7)).toEqual({ ok: 5, TOO_MANY_ATTEMPTS: 2 });
  expect(await world.wait()).toBe(30 * minutes);
});

test("failures are forgotten 15 minutes after the first one", async () => {
  await using world = await testThrottle();
  await world.guesses(4);
  await world.pass(15 * minutes + 1);

  expect(await world.guesses(4)).toEqual({ ok: 4 });
  expect(await world.guesses(2)).toEqual({ ok: 1, TOO_MANY_ATTEMPTS: 1 });
});

test("a success forgets failures, locks and their length", async () => {
  await using world = await testThrottle();
  await world.guesses(5);

  await world.throttle.clear(ada);

  expect(await world.guesses(5)).toEqual({ ok: 5 });
  expect(await world.wait()).toBe(15 * minutes);
});

test("a try that was not looked at is given back", async () => {
  await using world = await testThrottle();
  await world.guesses(4);

  for (let i = 0; i < 10; i += 1) {
    await world.throttle.reserve(ada);
    await world.throttle.refund(ada);
  }

  expect(await world.guesses(2)).toEqual({ ok: 1, TOO_MANY_ATTEMPTS: 1 });
});

test("nothing is given back below zero, or to an account without tries", async () => {
  await using world = await testThrottle();
  await world.throttle.refund(ada);
  await world.throttle.reserve(ada);
  for (let i = 0; i < 5; i += 1) await world.throttle.refund(ada);

  expect(await world.guesses(10)).toEqual({ ok: 5, TOO_MANY_ATTEMPTS: 5 });
});

test("one account's failures are not another's", async () => {
  await using world = await testThrottle();
  await world.guesses(5);

  expect(await world.guesses(5, "bob@example.com")).toEqual({ ok: 5 });
});

test("the table does not tell whose failures it counts", async () => {
  await using world = await testThrottle();
  await world.guesses(1, "ada@example.com\0 \ud800");
  await world.guesses(1);

  const [row] = await world.db.$queryRaw<{ text: string }[]>`SELECT t::text AS text FROM login_throttles t`;

  expect(row?.text).not.toContain("ada");
});

test("a day without a try makes the next lock a short one again", async () => {
  await using world = await testThrottle();
  await world.guesses(5);
  await world.pass(15 * minutes + 1);
  await world.guesses(5);
  await world.pass((24 * 60 + 31) * minutes);

  await world.guesses(5);

  expect(await world.wait()).toBe(15 * minutes);
});

test("after a hundred failures in a row nothing is looked at any more, however slow they were", async () => {
  await using world = await testThrottle();
  const outcomes: unknown[] = [];
  for (let round = 0; round < 24; round += 1) {
    outcomes.push(await world.guesses(4));
    await world.pass(26 * 60 * minutes);
  }

  const last = await world.guesses(10);
  await world.pass(29 * 24 * 60 * minutes);

  expect(outcomes).toEqual(outcomes.map(() => ({ ok: 4 })));
  expect(last).toEqual({ ok: 4, TOO_MANY_ATTEMPTS: 6 });
  expect(await world.wait()).toBe(24 * 60 * minutes);
  expect(await world.throttle.lockOf(ada)).toBe("untilReset");
});

test("a success, and nothing less, ends the count of failures in a row", async () => {
  await using world = await testThrottle();
  await world.guesses(1);
  await world.db.loginThrottle.updateMany({ data: { failedInARow: 100 } });

  await world.throttle.unlock(world.db, ada);
  expect(await world.guesses(1)).toEqual({ TOO_MANY_ATTEMPTS: 1 });
  await world.throttle.clear(ada);

  expect(await world.guesses(1)).toEqual({ ok: 1 });
});

test("of the failures at once one is told that it has locked", async () => {
  await using world = await testThrottle();
  await Promise.all(Array.from({ length: 5 }, () => world.throttle.reserve(ada)));

  const told = await Promise.all(Array.from({ length: 5 }, () => world.throttle.fail(ada)));

  expect(told.filter(Boolean)).toHaveLength(1);
  expect(await world.throttle.lockOf(ada)).toBe("forAWhile");
});

test("a device's failures count apart from the account's, and from those of its other devices", async () => {
  await using world = await testThrottle();
  await world.guesses(5);

  await expect(world.throttle.reserve(ada, "laptop")).resolves.toBeUndefined();
  for (let n = 0; n < 4; n += 1) await world.throttle.reserve(ada, "laptop");
  expect(await world.throttle.fail(ada, { device: "laptop" })).toBe(true);

  await expect(world.throttle.reserve(ada, "laptop")).rejects.toMatchObject({ reason: "TOO_MANY_ATTEMPTS" });
  await expect(world.throttle.reserve(ada, "phone")).resolves.toBeUndefined();
  await world.throttle.clear(ada, "laptop");
  await expect(world.throttle.reserve(ada, "laptop")).resolves.toBeUndefined();
  expect(await world.guesses(1)).toEqual({ TOO_MANY_ATTEMPTS: 1 });
});

test("an owner who unlocks may try again at once, and the next lock is the longer one", async () => {
  await using world = await testThrottle();
  await world.guesses(5);

  await world.throttle.unlock(world.db, ada);

  expect(await world.throttle.lockOf(ada)).toBeUndefined();
  expect(await world.guesses(6)).toEqual({ ok: 5, TOO_MANY_ATTEMPTS: 1 });
  expect(await world.wait()).toBe(30 * minutes);
});

test("the sweep forgets what nobody has tried for a month, but no lock that holds", async () => {
  await using world = await testThrottle();
  await world.guesses(1);
  await world.guesses(5, "bob@example.com");
  await world.pass(31 * 24 * 60 * minutes);
  await world.guesses(5, "eve@example.com");
  await world.db.$executeRaw`UPDATE login_throttles SET window_start = window_start - interval '32 days'`;

  await world.throttle.sweep();

  expect(await world.db.loginThrottle.count()).toBe(1);
  expect(await world.guesses(1, "eve@example.com")).toEqual({ TOO_MANY_ATTEMPTS: 1 });
});

test("a new key forgets no failures, and no lock", async () => {
  await using database = await createTestDatabase();
  const [old, next] = ["x".repeat(32), "y".repeat(32)];
  const before = createLoginThrottle({ db: database.db, keys: keyRing(old) });
  for (let i = 0; i < 4; i += 1) await before.reserve("ada").then(() => before.fail("ada"));
  for (let i = 0; i < 5; i += 1) await before.reserve("bob").then(() => before.fail("bob"));
  const after = createLoginThrottle({ db: database.db, keys: keyRing(next, old) });

  const outcomes = await outcomesOf(Array.from({ length: 20 }, () => after.reserve("ada")));

  expect(outcomes).toEqual({ ok: 1, TOO_MANY_ATTEMPTS: 19 });
  await expect(after.reserve("bob")).rejects.toMatchObject({ reason: "TOO_MANY_ATTEMPTS" });
});

test("what was locked under an earlier key is seen, unlocked and forgotten before anybody has tried again", async () => {
  await using world = await testThrottle();
  const [old, next] = ["o".repeat(32), "n".repeat(32)];
  const before = createLoginThrottle({ db: world.db, keys: keyRing(old) });
  const after = createLoginThrottle({ db: world.db, keys: keyRing(next, old) });
  const lock = async () => {
    for (let guess = 0; guess < 5; guess += 1) {
      await before.reserve(ada);
      await before.fail(ada);
    }
  };

  await lock();
  expect(await after.lockOf(ada)).toBe("forAWhile");
  await after.unlock(world.db, ada);
  expect(await after.lockOf(ada)).toBeUndefined();
  await lock();
  await after.clear(ada);
  expect(await world.db.loginThrottle.count()).toBe(0);
});
