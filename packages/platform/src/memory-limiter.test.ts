import { expect, test } from "vitest";
import { createMemoryLimiter } from "./memory-limiter.ts";

const spend = (limiter = createMemoryLimiter({ calls: { count: 5, windowMs: 60_000 } })) => limiter;

test("of a hundred calls at once as many pass as the limit says", async () => {
  const limiter = spend();

  const budgets = await Promise.all(Array.from({ length: 100 }, () => limiter.spend("calls", "ada")));

  expect(budgets.filter(({ isSpent }) => !isSpent).map(({ left }) => left)).toEqual([4, 3, 2, 1, 0]);
  for (const { left, resetMs } of budgets.slice(5)) {
    expect(left).toBe(0);
    expect(resetMs).toBeGreaterThan(59_000);
  }
});

test("each key has a budget of its own", async () => {
  const limiter = spend();
  for (let call = 0; call < 6; call += 1) await limiter.spend("calls", "ada");

  expect(await limiter.spend("calls", "bob")).toMatchObject({ isSpent: false, left: 4, count: 5, windowMs: 60_000 });
  expect(await limiter.spend("calls", "ada")).toMatchObject({ isSpent: true });
});

test("a window ends, and the next begins with the next call", async () => {
  const limiter = createMemoryLimiter({ calls: { count: 1, windowMs: 100 } });
  await limiter.spend("calls", "ada");
  expect(await limiter.spend("calls", "ada")).toMatchObject({ isSpent: true });

  await expect.poll(async () => (await limiter.spend("calls", "ada")).isSpent).toBe(false);
});

test("a flood of keys forgets those that were idle longest", async () => {
  const limiter = createMemoryLimiter({ calls: { count: 2, windowMs: 60_000 } });
  await limiter.spend("calls", "idle");
  await limiter.spend("calls", "busy");
  for (let key = 0; key < 100_000; key += 1) {
    if (key === 50_000) await limiter.spend("calls", "busy");
    await limiter.spend("calls", String(key));
  }

  expect(await limiter.spend("calls", "busy")).toMatchObject({ isSpent: true });
  expect(await limiter.spend("calls", "idle")).toMatchObject({ left: 1 });
});
