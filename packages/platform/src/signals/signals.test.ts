import { createTestDatabase, startFaultyProxy } from "@tenon/db/testing";
import { describe, expect, test } from "vitest";
import { openRedis } from "../redis/open-redis.ts";
import { openRedisSignals } from "../redis/redis-signals.ts";
import { startRedisServer } from "../testing/redis-server.ts";
import { createMemorySignals } from "./memory-signals.ts";
import { openPostgresSignals } from "./postgres-signals.ts";
import { keptLog, testSignals } from "./signals.fixture.ts";

describe("signals", () => {
  testSignals("memory", (log) => {
    const signals = createMemorySignals(log);
    return Promise.resolve({ here: signals, there: signals, async [Symbol.asyncDispose]() {} });
  });

  testSignals("postgres", async (log) => {
    await using stack = new AsyncDisposableStack();
    const { url, db } = stack.use(await createTestDatabase());
    const open = async () => stack.adopt(await openPostgresSignals({ url, log }), (opened) => opened.close());
    const [here, there] = [await open(), await open()];
    const cut = async () => {
      await db.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'tenon-signals' AND datname = current_database()`;
    };
    const moved = stack.move();
    return { here, there, cut, [Symbol.asyncDispose]: () => moved.disposeAsync() };
  });

  testSignals(
    "redis",
    async (log) => {
      await using stack = new AsyncDisposableStack();
      const server = stack.use(await startRedisServer());
      const open = async () => {
        const redis = stack.adopt(await openRedis({ url: server.url, prefix: "test", log }), (link) => link.close());
        return stack.adopt(await openRedisSignals({ redis, log }), (opened) => opened.close());
      };
      const [here, there] = [await open(), await open()];
      const moved = stack.move();
      return { here, there, cut: () => server.restart(), [Symbol.asyncDispose]: () => moved.disposeAsync() };
    },
    { tags: ["redis-server"] },
  );
});

describe("signals of postgres", () => {
  test("a database that is not there yet does not keep a process from starting; it is heard as soon as it is", async () => {
    await using database = await createTestDatabase();
    await using proxy = await startFaultyProxy(database.url);
    const { log, lines } = keptLog();
    proxy.fault = "refuse";
    const signals = await openPostgresSignals({ url: proxy.url, log });
    await using _ = { [Symbol.asyncDispose]: signals.close };
    const heard: unknown[] = [];
    signals.on("events", (key) => heard.push(key));

    signals.send("events", ["own"]);

    expect(heard).toEqual(["own"]);
    await expect.poll(() => lines).toContainEqual({ level: "warn", message: "signals of other nodes cannot be heard" });
    proxy.fault = "none";
    await expect.poll(() => heard).toEqual(["own", undefined]);
    expect(lines.filter(({ message }) => message === "signals of other nodes cannot be heard")).toHaveLength(1);
  });

  test("what is sent while the wire is cut arrives when it is mended", async () => {
    await using database = await createTestDatabase();
    await using proxy = await startFaultyProxy(database.url);
    const { log, lines } = keptLog();
    const here = await openPostgresSignals({ url: proxy.url, log });
    await using _ = { [Symbol.asyncDispose]: here.close };
    const there = await openPostgresSignals({ url: database.url, log });
    await using __ = { [Symbol.asyncDispose]: there.close };
    const heard: unknown[] = [];
    there.on("events", (key) => heard.push(key));

    proxy.fault = "refuse";
    proxy.cut();
    here.send("events", ["a"]);
    await expect.poll(() => lines).toContainEqual({ level: "warn", message: "signals could not be sent" });
    proxy.fault = "none";

    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(["a"]);
  });

  test("a connection that is dead without a word is noticed and replaced", async () => {
    await using database = await createTestDatabase();
    await using proxy = await startFaultyProxy(database.url);
    const { log, lines } = keptLog();
    const signals = await openPostgresSignals({ url: proxy.url, log, heartbeatMs: 100 });
    await using _ = { [Symbol.asyncDispose]: signals.close };
    const heard: unknown[] = [];
    signals.on("events", (key) => heard.push(key));

    proxy.fault = "freeze";
    await expect
      .poll(() => lines, { timeout: 10_000 })
      .toContainEqual({
        level: "warn",
        message: "the connection for signals of other nodes was lost",
      });
    proxy.fault = "none";

    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([undefined]);
  });
});
