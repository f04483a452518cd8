import { expect, test } from "vitest";
import { Breaker, BreakerOpen } from "./breaker.ts";

const fail = () => Promise.reject(new Error("timeout"));
const succeed = () => Promise.resolve("value");

/** A breaker whose probe does what it is told. */
function breaker() {
  const state = { works: false, probes: 0, changes: [] as boolean[] };
  const opened = new Breaker({
    probe: () => {
      state.probes += 1;
      return state.works ? succeed() : fail();
    },
    probeEveryMs: 10,
    onChange: (isOpen) => state.changes.push(isOpen),
  });
  return { state, opened, [Symbol.dispose]: () => opened.close() };
}

test("three failures in a row open it, and then nothing is tried", async () => {
  using it = breaker();
  for (let call = 0; call < 3; call += 1) await expect(it.opened.run(fail)).rejects.toThrow("timeout");

  await expect(it.opened.run(succeed)).rejects.toThrow(BreakerOpen);
  expect(it.opened.isOpen).toBe(true);
});

test("a success in between starts the count again", async () => {
  using it = breaker();
  for (const call of [fail, fail, succeed, fail, fail]) await it.opened.run(call).catch(() => {});

  await expect(it.opened.run(succeed)).resolves.toBe("value");
  expect(it.state.changes).toEqual([]);
});

test("a probe that succeeds closes it, and nobody's call is the probe", async () => {
  using it = breaker();
  for (let call = 0; call < 3; call += 1) await it.opened.run(fail).catch(() => {});
  await expect.poll(() => it.state.probes).toBeGreaterThan(1);
  expect(it.opened.isOpen).toBe(true);

  it.state.works = true;

  await expect.poll(() => it.opened.isOpen).toBe(false);
  await expect(it.opened.run(succeed)).resolves.toBe("value");
  expect(it.state.changes).toEqual([true, false]);
});
