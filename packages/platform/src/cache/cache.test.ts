import type { Cacheable } from "@tenon/core/cache";
import { describe, expect, test } from "vitest";
import { openRedis } from "../redis/open-redis.ts";
import { createRedisCacheLevel } from "../redis/redis-cache-level.ts";
import { openRedisSignals } from "../redis/redis-signals.ts";
import { createMemorySignals } from "../signals/memory-signals.ts";
import { keptLog } from "../signals/signals.fixture.ts";
import { type RedisServer, startRedisServer } from "../testing/redis-server.ts";
import { type CacheNode, countedValue, testCache } from "./cache.fixture.ts";
import { createCache } from "./create-cache.ts";
import { LruStore } from "./lru-store.ts";

const needsRedis = { tags: ["redis-server"] };
const maxBytes = 1_000_000;
const { log } = keptLog();

function memoryNode(): CacheNode {
  const signals = createMemorySignals(log);
  return { cache: createCache({ maxBytes, signals }), forget: (...tags) => signals.send("cache", tags) };
}

async function redisNode(server: RedisServer, stack: AsyncDisposableStack): Promise<CacheNode> {
  const opened = await openRedis({ url: server.url, prefix: "test", log });
  const redis = stack.adopt(opened, (link) => link.close());
  const signals = stack.adopt(await openRedisSignals({ redis, log }), (wire) => wire.close());
  const cache = createCache({ maxBytes, signals, shared: createRedisCacheLevel(redis) });
  return { cache, forget: (...tags) => signals.send("cache", tags) };
}

async function twoNodes(server: RedisServer, stack: AsyncDisposableStack) {
  return { here: await redisNode(server, stack), there: await redisNode(server, stack) };
}

describe("the cache", () => {
  testCache("memory", () => {
    const node = memoryNode();
    return Promise.resolve({ here: node, there: node, async [Symbol.asyncDispose]() {} });
  });

  testCache(
    "memory and redis",
    async () => {
      await using stack = new AsyncDisposableStack();
      const nodes = await twoNodes(stack.use(await startRedisServer()), stack);
      const resources = stack.move();
      return { ...nodes, [Symbol.asyncDispose]: () => resources.disposeAsync() };
    },
    needsRedis,
  );
});

test("while a value is read anew the old one is given, and a load that fails does not take it away", async () => {
  const { cache } = memoryNode();
  const { state, value } = countedValue();
  await cache.read(value);
  const failing: Cacheable<{ text: string; at: Date }> = {
    ...value,
    async load() {
      state.loads += 1;
      throw new Error("gone");
    },
  };

  const loadsAfterRead = async () => {
    expect((await cache.read(failing)).text).toBe("first");
    return state.loads;
  };

  await expect.poll(loadsAfterRead, { interval: 5 }).toBeGreaterThan(1);
});

test("with no memory nothing is kept", async () => {
  const cache = createCache({ maxBytes: 0, signals: createMemorySignals(log) });
  const { state, value } = countedValue();

  await cache.read(value);
  await cache.read(value);

  expect(state.loads).toBe(2);
});

test("what one node has read another need not, until it is written", needsRedis, async () => {
  await using stack = new AsyncDisposableStack();
  const { here, there } = await twoNodes(stack.use(await startRedisServer()), stack);
  const { state, value } = countedValue();
  await here.cache.read(value);

  // Storing is not waited for.
  const third = async () => {
    const loads = state.loads;
    await there.cache.read({ ...value, tagsOf: () => ["posts"] });
    return state.loads - loads;
  };
  await expect.poll(third).toBe(0);
  const before = state.loads;
  there.forget("posts");
  await there.cache.read(value);

  expect(state.loads).toBe(before + 1);
});

test("a Redis that hangs or dies is a miss, and no error", needsRedis, async () => {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startRedisServer());
  const { here } = await twoNodes(server, stack);

  server.hang();
  const whileHanging = await here.cache.read(countedValue().value);
  server.resume();
  await server.kill();
  const whileDead = await here.cache.read(countedValue().value);

  expect([whileHanging.text, whileDead.text]).toEqual(["first", "first"]);
});

test("what is kept is bounded, and so is its index by tag", () => {
  const store = new LruStore(100_000);
  for (let index = 0; index < 10_000; index += 1) {
    const kept = { value: { text: "x".repeat(100) }, at: 0, tags: ["posts", `post:${index}`] };
    store.set(`key:${index}`, kept);
    if (index % 2) store.set(`key:${index}`, kept);
  }
  expect(store.get("key:0")).toBeUndefined();
  expect(store.get("key:9999")).toBeDefined();
  expect(store.tagCount).toBeLessThan(200);

  store.forget("post:9999");
  expect(store.get("key:9999")).toBeUndefined();
  expect(store.get("key:9998")).toBeDefined();
  store.forget("posts");
  expect(store.tagCount).toBe(0);

  store.set("huge", { value: { text: "x".repeat(100_000) }, at: 0, tags: ["posts"] });
  expect([store.get("huge"), store.tagCount]).toEqual([undefined, 0]);
});
