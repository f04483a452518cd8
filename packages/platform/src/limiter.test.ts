import { randomUUID } from "node:crypto";
import type { Limiter } from "@tenon/core/limits";
import { describe, expect, test } from "vitest";
import { testLimiter, testLimits } from "./limiter.fixture.ts";
import { createMemoryLimiter } from "./memory-limiter.ts";
import { openRedis } from "./redis/open-redis.ts";
import { createRedisLimiter } from "./redis/redis-limiter.ts";
import { keptLog } from "./signals/signals.fixture.ts";
import { type RedisServer, startRedisServer } from "./testing/redis-server.ts";

const needsRedis = { tags: ["redis-server"] };

async function redisLimiter(server: RedisServer, stack: AsyncDisposableStack, timeoutMs = 150) {
  const opened = await openRedis({ url: server.url, prefix: "test", timeoutMs, log: keptLog().log });
  const redis = stack.adopt(opened, (link) => link.close());
  return createRedisLimiter({ redis, limits: testLimits, insurance: createMemoryLimiter(testLimits) });
}

describe("limiters", () => {
  testLimiter("memory", () => {
    const limiter = createMemoryLimiter(testLimits);
    return Promise.resolve({ here: limiter, there: limiter, async [Symbol.asyncDispose]() {} });
  });

  testLimiter(
    "redis",
    async () => {
      await using stack = new AsyncDisposableStack();
      const server = stack.use(await startRedisServer());
      const open = () => redisLimiter(server, stack, 5000);
      const [here, there] = [await open(), await open()];
      const resources = stack.move();
      return { here, there, [Symbol.asyncDispose]: () => resources.disposeAsync() };
    },
    needsRedis,
  );
});

test("in memory, a flood of keys forgets those that were idle longest", async () => {
  const limiter = createMemoryLimiter({ ...testLimits, calls: { count: 2, windowMs: 60_000 } });
  await limiter.spend("calls", "idle");
  await limiter.spend("calls", "busy");
  for (let key = 0; key < 100_000; key += 1) {
    if (key === 50_000) await limiter.spend("calls", "busy");
    await limiter.spend("calls", String(key));
  }

  expect(await limiter.spend("calls", "busy")).toMatchObject({ isSpent: true });
  expect(await limiter.spend("calls", "idle")).toMatchObject({ left: 1 });
});

test("in memory, 200,000 keys take no more room than the half of them", async () => {
  const limiter = createMemoryLimiter(testLimits);

  for (let key = 0; key < 200_000; key += 1) await limiter.spend("calls", String(key));

  // Asked from the latest on: whoever is asked anew takes the place of another.
  const [last, first] = [await limiter.spend("calls", "199999"), await limiter.spend("calls", "99998")];
  expect([last.left, first.left]).toEqual([3, 4]);
  for (const key of ["100002", "150000"]) expect(await limiter.spend("calls", key)).toMatchObject({ left: 3 });
});

test(
  "while Redis hangs three calls wait for it and no more, and limits bite; when it is back it counts again",
  needsRedis,
  async () => {
    await using stack = new AsyncDisposableStack();
    const server = stack.use(await startRedisServer());
    const [limiter, other] = [await redisLimiter(server, stack), await redisLimiter(server, stack)];
    await limiter.spend("calls", "ada");

    server.hang();
    const times: number[] = [];
    const spent: boolean[] = [];
    for (let call = 0; call < 9; call += 1) {
      const startedAt = performance.now();
      spent.push((await limiter.spend("calls", "ada")).isSpent);
      times.push(performance.now() - startedAt);
    }
    server.resume();

    expect(spent).toEqual([false, false, false, false, false, true, true, true, true]);
    expect(times.filter((ms) => ms > 100)).toHaveLength(3);
    await expect.poll(() => countTogether(limiter, other), { timeout: 10_000 }).toBe(true);
    await expect.poll(async () => (await limiter.spend("calls", "ada")).isSpent).toBe(true);
  },
);

test("a Redis that is dead costs no wait, and is used again without anybody's doing", needsRedis, async () => {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startRedisServer());
  const [here, there] = [await redisLimiter(server, stack), await redisLimiter(server, stack)];

  await server.kill();
  const startedAt = performance.now();
  for (let call = 0; call < 50; call += 1) await here.spend("calls", "ada");
  const ms = performance.now() - startedAt;
  await server.restart();

  expect(ms).toBeLessThan(100);
  await expect.poll(() => countTogether(here, there), { timeout: 10_000 }).toBe(true);
});

/** Whether two nodes count in one place. */
async function countTogether(here: Limiter, there: Limiter): Promise<boolean> {
  const key = randomUUID();
  const [first, second] = [await here.spend("calls", key), await there.spend("calls", key)];
  return first.left === 4 && second.left === 3;
}
