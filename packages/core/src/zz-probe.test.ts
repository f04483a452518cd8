import { expect, test } from "vitest";
import { testWorld } from "./testing.ts";
test("x", async () => {
  for (let i = 0; i < 8; i++) {
    const t = performance.now();
    const w = await testWorld();
    const a = performance.now();
    await w.as("ada");
    const b = performance.now();
    await w[Symbol.asyncDispose]();
    console.log(a - t, b - a, performance.now() - b);
  }
  expect(1).toBe(2);
});
