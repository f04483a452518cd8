import { AppError } from "@tenon/contract/app-error";
import { expect, test } from "vitest";
import { asGuess } from "./guesses.ts";
import type { Limiter } from "./limits.ts";
import { outcomesOf, times } from "./testing.ts";

/** Counts as the adapters do: also what it refuses. */
function countingLimiter(count: number): Limiter & { spent: Map<string, number> } {
  const spent = new Map<string, number>();
  const add = (key: string, by: number) => {
    const sum = Math.max(0, (spent.get(key) ?? 0) + by);
    spent.set(key, sum);
    return sum;
  };
  return {
    spent,
    async spend(_, key) {
      const sum = add(key, 1);
      return { count, windowMs: 60_000, left: Math.max(0, count - sum), resetMs: 60_000, isSpent: sum > count };
    },
    refund: async (_, key) => void add(key, -1),
  };
}

const moment = () => new Promise((resolve) => setImmediate(resolve));
const wrong = () => moment().then(() => Promise.reject(new AppError("INVALID_CREDENTIALS")));
const right = () => moment().then(() => "in");

test("of fifty wrong guesses at once from one network five are looked at", async () => {
  const limiter = countingLimiter(5);
  const guess = (ip: string) => asGuess({ limiter, client: { ip } }, wrong);

  const outcomes = await outcomesOf(times(50, (index) => guess(`2001:db8::${index + 1}`)));

  expect(outcomes).toEqual({ INVALID_CREDENTIALS: 5, TOO_MANY_ATTEMPTS: 45 });
  await expect(guess("2001:db8::1")).rejects.toMatchObject({ retryAfter: 60 });
  expect(await outcomesOf([guess("2001:db8:0:1::1")])).toEqual({ INVALID_CREDENTIALS: 1 });
});

test("fifty people of one network may sign in at once, and so may they after four of them were wrong", async () => {
  const limiter = countingLimiter(5);
  const ctx = { limiter, client: { ip: "192.0.2.1" } };

  expect(await outcomesOf(times(50, () => asGuess(ctx, right)))).toEqual({ ok: 50 });
  expect(await outcomesOf(times(4, () => asGuess(ctx, wrong)))).toEqual({ INVALID_CREDENTIALS: 4 });
  expect(await outcomesOf(times(50, () => asGuess(ctx, right)))).toEqual({ ok: 50 });
  expect([...limiter.spent.values()]).toEqual([4]);
});

test("what failed for another reason is not a wrong guess", async () => {
  const limiter = countingLimiter(1);
  const ctx = { limiter, client: { ip: "192.0.2.1" } };
  const busy = () => Promise.reject(new AppError("AUTH_BUSY"));

  expect(await outcomesOf(times(9, () => asGuess(ctx, busy)))).toEqual({ AUTH_BUSY: 9 });
  expect(await asGuess(ctx, right)).toBe("in");
});
