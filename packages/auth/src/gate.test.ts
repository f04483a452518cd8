import { expect, test } from "vitest";
import { admission, createGate } from "./gate.ts";
import { outcomesOf } from "./testing.ts";

const limits = { concurrency: 2, queue: 3, waitMs: 60_000 };

test("only so many tasks run at once, and all of them do in the order of their coming", async () => {
  const gate = createGate({ ...limits, queue: 100 });
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const task = (index: number) => async () => {
    order.push(index);
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    running -= 1;
    return index;
  };

  const results = await Promise.all(Array.from({ length: 50 }, (_, index) => gate(task(index))));

  expect(results).toEqual([...Array(50).keys()]);
  expect(order).toEqual(results);
  expect([most, running]).toEqual([2, 0]);
});

test("who finds the queue full is turned away at once, and told when to come back", async () => {
  const gate = createGate(limits);
  const { promise, resolve } = Promise.withResolvers<void>();
  const calls = Array.from({ length: 10 }, () => gate(() => promise));
  await expect(gate(() => promise)).rejects.toMatchObject({ reason: "AUTH_BUSY", retryAfter: 1 });

  resolve();

  expect(await outcomesOf(calls)).toEqual({ ok: 5, AUTH_BUSY: 5 });
});

test("of hundreds of sign-ins at once all wait, so that none comes again before two seconds are over", async () => {
  const gate = createGate(admission);
  const { promise, resolve } = Promise.withResolvers<void>();
  let refused = 0;
  const calls = Array.from({ length: 500 }, () =>
    gate(() => promise).catch((error: unknown) => {
      refused += 1;
      throw error;
    }),
  );
  await new Promise(setImmediate);

  const refusedAtOnce = refused;
  resolve();

  expect([refusedAtOnce, await outcomesOf(calls)]).toEqual([0, { ok: 500 }]);
});

test("who waits too long is turned away without having run, and leaves the queue to others", async () => {
  const gate = createGate({ concurrency: 1, queue: 1, waitMs: 5 });
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = gate(() => promise);
  let hasRun = false;

  const late = gate(() => Promise.resolve((hasRun = true)));

  await expect(late).rejects.toMatchObject({ reason: "AUTH_BUSY" });
  const next = gate(() => Promise.resolve("next"));
  resolve();
  expect(await next).toBe("next");
  await first;
  expect(hasRun).toBe(false);
});

test("a task that fails gives its place back, also when it throws before it waits", async () => {
  const gate = createGate({ concurrency: 1, queue: 10, waitMs: 60_000 });
  const failures = [
    gate(() => Promise.reject(new Error("later"))),
    gate(() => {
      throw new Error("at once");
    }),
  ];

  const results = await Promise.allSettled([...failures, gate(() => Promise.resolve("runs"))]);

  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  await expect(gate(() => Promise.resolve("runs"))).resolves.toBe("runs");
});
