import { AppError } from "@tenon/contract/app-error";
import { createTestDatabase } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { createSecondFactorTries } from "./second-factor-tries.ts";
import { outcomesOf, testUser } from "./testing.ts";

async function testTries() {
  const database = await createTestDatabase();
  const tries = createSecondFactorTries(database.db);
  const userId = await testUser(database.db);
  const reserve = (count: number) => outcomesOf(Array.from({ length: count }, () => tries.reserve(userId)));
  /** Minutes until the next try is allowed. */
  const wait = async () => {
    const error: unknown = await tries.reserve(userId).catch((reason: unknown) => reason);
    return error instanceof AppError ? Math.round((error.retryAfter ?? 0) / 60) : error;
  };
  /** Lets a user's past be that much longer ago. */
  const pass = (minutes: number) =>
    database.db
      .$executeRaw`UPDATE second_factor_tries SET window_start = window_start - ${minutes} * interval '1 minute'`;
  return { ...database, tries, userId, reserve, wait, pass };
}

test("of fifty tries at once ten are taken, and one of them is the last", async () => {
  await using world = await testTries();

  const taken = await Promise.allSettled(Array.from({ length: 50 }, () => world.tries.reserve(world.userId)));

  const last = taken.filter((one) => one.status === "fulfilled" && one.value.isLast);
  expect([taken.filter((one) => one.status === "fulfilled").length, last.length]).toEqual([10, 1]);
});

test("each window that was spent makes the next one twice as long, up to a day; one that was not, a quarter of an hour", async () => {
  await using world = await testTries();
  const waits: unknown[] = [];

  for (let round = 0; round < 9; round += 1) {
    await world.reserve(10);
    waits.push(await world.wait());
    await world.pass(1441);
  }
  await world.reserve(3);
  await world.pass(1441);
  await world.reserve(10);

  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
  expect(await world.wait()).toBe(15);
});

test("a try that was not looked at is given back, and one that was right forgets them all", async () => {
  await using world = await testTries();
  await world.reserve(10);

  await world.tries.refund(world.userId);
  expect(await world.reserve(3)).toEqual({ ok: 1, TOO_MANY_ATTEMPTS: 2 });
  await world.tries.clear(world.userId);

  expect(await world.reserve(12)).toEqual({ ok: 10, TOO_MANY_ATTEMPTS: 2 });
});

test("one user's tries are not another's", async () => {
  await using world = await testTries();
  await world.reserve(10);

  expect(await outcomesOf([world.tries.reserve(await testUser(world.db, "bob"))])).toEqual({ ok: 1 });
});
