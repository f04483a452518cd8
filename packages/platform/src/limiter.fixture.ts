import type { Limiter, Limits } from "@tenon/core/limits";
import { expect, type TestOptions, test } from "vitest";

export const testLimits = {
  calls: { count: 5, windowMs: 60_000 },
  credentials: { count: 1, windowMs: 1000 },
  registrations: { count: 1, windowMs: 60_000 },
  mailRequests: { count: 1, windowMs: 60_000 },
  mailsToAddress: { count: 1, windowMs: 60_000 },
  "token-calls": { count: 5, windowMs: 60_000 },
  refreshes: { count: 5, windowMs: 60_000 },
  "user-codes": { count: 5, windowMs: 60_000 },
} satisfies Limits;

export type TwoLimiters = AsyncDisposable & {
  here: Limiter;
  /** Of another node with the same count. */
  there: Limiter;
};

/** What every adapter of Limiter does, opened with `testLimits`. */
export function testLimiter(name: string, open: () => Promise<TwoLimiters>, options: TestOptions = {}): void {
  test(
    `${name}: of a hundred calls at once as many pass as the limit says, on all nodes together`,
    options,
    async () => {
      await using nodes = await open();

      const budgets = await Promise.all(
        Array.from({ length: 100 }, (_, index) => (index % 2 ? nodes.here : nodes.there).spend("calls", "ada")),
      );

      const passed = budgets.filter(({ isSpent }) => !isSpent);
      expect(passed.map(({ left }) => left).toSorted()).toEqual([0, 1, 2, 3, 4]);
      for (const { left, resetMs } of budgets.filter(({ isSpent }) => isSpent)) {
        expect(left).toBe(0);
        expect(resetMs).toBeGreaterThan(50_000);
      }
    },
  );

  test(`${name}: each key and each limit has a budget of its own`, options, async () => {
    await using nodes = await open();
    for (let call = 0; call < 6; call += 1) await nodes.here.spend("calls", "ada");

    expect(await nodes.here.spend("calls", "bob")).toMatchObject({
      isSpent: false,
      left: 4,
      count: 5,
      windowMs: 60_000,
    });
    expect(await nodes.here.spend("credentials", "ada")).toMatchObject({ isSpent: false, left: 0, count: 1 });
    expect(await nodes.there.spend("calls", "ada")).toMatchObject({ isSpent: true });
  });

  test(`${name}: a window ends, and the next begins with the next call`, options, async () => {
    await using nodes = await open();
    await nodes.here.spend("credentials", "ada");
    expect(await nodes.here.spend("credentials", "ada")).toMatchObject({ isSpent: true });

    const spend = async () => (await nodes.here.spend("credentials", "ada")).isSpent;
    await expect.poll(spend, { timeout: 5000 }).toBe(false);
  });

  test(`${name}: what was spent for nothing is given back, and never more than that`, options, async () => {
    await using nodes = await open();
    await nodes.here.spend("calls", "ada");
    await nodes.there.spend("calls", "ada");

    for (let time = 0; time < 9; time += 1) await nodes.here.refund("calls", "ada");
    await nodes.here.refund("calls", "nobody");

    expect(await nodes.here.spend("calls", "ada")).toMatchObject({ left: 4 });
    expect(await nodes.here.spend("calls", "nobody")).toMatchObject({ left: 4 });
  });
}
