import { startChaosProxy } from "@tenon/chaos-proxy";
import { type RedisServer, startRedisServer } from "@tenon/platform/testing/redis-server";
import { expect, test } from "vitest";
import { startNode } from "./node.ts";
import { password, startTestApp, type TestApp } from "./test-app.ts";

const needsRedis = { tags: ["redis-server"], timeout: 60_000 };

/** For tests that count exactly, on machines that are busy with others. */
const patience = "5000";

const redisState = async (url: string) => {
  const response = await fetch(`${url}/health/ready`);
  return [response.status, ((await response.json()) as { redis?: string }).redis];
};

/** Callers of every kind, one after the other in four lines, until `stop`, which tells what they were answered. */
async function startLoad({ url, join }: TestApp) {
  const { token, client } = await join("ada");
  // Of another account: sign-ins would push out the session that the other calls use.
  const { email } = await join("bob");
  const { id } = await client.posts.create.mutate({ title: "Hello", body: "World", published: true });
  const bearer = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ email, password, mode: "bearer" });
  const calls = [
    () => fetch(`${url}/api/v1/posts`),
    () => fetch(`${url}/api/v1/posts/${id}/favorite`, { method: "PUT", headers: bearer }),
    () => fetch(`${url}/trpc/posts.get?input=${encodeURIComponent(JSON.stringify({ json: { id } }))}`),
    () => fetch(`${url}/api/v1/auth/login`, { method: "POST", headers: { "content-type": "application/json" }, body }),
    () => fetch(`${url}/api/v1/me`, { headers: bearer }),
  ];
  const answers: { status: number; ms: number }[] = [];
  let isOver = false;
  const lines = [0, 1, 2, 3].map(async (line) => {
    for (let call = line; !isOver; call += 1) {
      const startedAt = performance.now();
      const response = await calls[call % calls.length]!();
      await response.arrayBuffer();
      answers.push({ status: response.status, ms: performance.now() - startedAt });
    }
  });
  const stop = async () => {
    isOver = true;
    await Promise.all(lines);
  };
  return { answers, stop, [Symbol.asyncDispose]: stop };
}

type Outage = { fail: () => Promise<unknown> | void; mend: () => Promise<unknown> | void };

const outages: [
  string,
  (server: RedisServer, proxy: { set: (fault: { kind: "pass" | "blackhole" }) => void }) => Outage,
][] = [
  ["killed", (server) => ({ fail: () => server.kill(), mend: () => server.restart() })],
  ["hung", (server) => ({ fail: () => server.hang(), mend: () => server.resume() })],
  [
    "cut off",
    (_, proxy) => ({ fail: () => proxy.set({ kind: "blackhole" }), mend: () => proxy.set({ kind: "pass" }) }),
  ],
];

test.each(outages)(
  "a Redis that is %s under load costs nobody an answer, and is used again without a restart",
  needsRedis,
  async (_, outageOf) => {
    await using redis = await startRedisServer();
    await using proxy = await startChaosProxy({ to: { host: "127.0.0.1", port: Number(new URL(redis.url).port) } });
    await using app = await startTestApp({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` });
    const { fail, mend } = outageOf(redis, proxy);
    await using load = await startLoad(app);
    const answered = () => load.answers.length;
    await expect.poll(answered, { timeout: 10_000 }).toBeGreaterThan(100);
    await expect.poll(() => redisState(app.url), { timeout: 10_000 }).toEqual([200, "ok"]);

    await fail();
    await expect.poll(() => redisState(app.url), { timeout: 10_000 }).toEqual([200, "down"]);
    const before = answered();
    await expect.poll(answered, { timeout: 10_000 }).toBeGreaterThan(before + 200);
    await mend();
    await expect.poll(() => redisState(app.url), { timeout: 15_000 }).toEqual([200, "ok"]);
    const after = answered();
    await expect.poll(answered, { timeout: 10_000 }).toBeGreaterThan(after + 100);
    await load.stop();

    expect(load.answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(Math.max(...load.answers.map(({ ms }) => ms))).toBeLessThan(2000);
  },
);

test(
  "nodes with a Redis share one count of calls, and each counts for itself while it is gone",
  needsRedis,
  async () => {
    await using redis = await startRedisServer();
    const env = { REDIS_URL: redis.url, REDIS_TIMEOUT_MS: patience, RATE_LIMIT: "10" };
    await using here = await startTestApp(env);
    await using there = await startNode(here.databaseUrl, { env });
    const call = async (url: string) => (await fetch(`${url}/api/v1/tags`)).status;
    const statuses = async (calls: number, ...urls: string[]) => {
      const all = await Promise.all(Array.from({ length: calls }, (_, index) => call(urls[index % urls.length]!)));
      return all.toSorted();
    };
    const passed = (count: number, of: number) => [...Array(count).fill(200), ...Array(of - count).fill(429)];

    expect(await statuses(30, here.url, there.url)).toEqual(passed(10, 30));
    await redis.kill();
    expect(await statuses(30, here.url)).toEqual(passed(10, 30));
    expect(await statuses(30, there.url)).toEqual(passed(10, 30));
    await redis.restart();

    // It has started empty: the first call that passes again was counted there.
    await expect.poll(() => call(here.url), { timeout: 10_000 }).toBe(200);
  },
);

test(
  "of fifty wrong passwords that come by two nodes five are looked at, and the others are told when to come back",
  needsRedis,
  async () => {
    await using redis = await startRedisServer();
    const env = { REDIS_URL: redis.url, REDIS_TIMEOUT_MS: patience, LOGIN_LIMIT: "5" };
    await using here = await startTestApp(env);
    await using there = await startNode(here.databaseUrl, { env });
    const guess = (index: number) =>
      fetch(`${index % 2 ? here.url : there.url}/api/v1/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: `user${index}@example.org`, password: "not the password of anybody" }),
      });

    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => guess(index)));

    const looked = answers.filter(({ status }) => status === 401).length;
    expect(looked).toBe(5);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(45);
    for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(800);
  },
);

test.each(outages)("a start with a Redis that is %s is a start", needsRedis, async (_, outageOf) => {
  await using redis = await startRedisServer();
  await using proxy = await startChaosProxy({ to: { host: "127.0.0.1", port: Number(new URL(redis.url).port) } });
  const { fail, mend } = outageOf(redis, proxy);
  await fail();
  await using app = await startTestApp({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` });

  expect(await redisState(app.url)).toEqual([200, "down"]);
  expect((await app.rest("GET /posts")).status).toBe(200);
  await mend();

  await expect.poll(() => redisState(app.url), { timeout: 15_000 }).toEqual([200, "ok"]);
});

test("a write by way of one node is read on the other within a second, by Redis as without", needsRedis, async () => {
  await using redis = await startRedisServer();
  const env = { REDIS_URL: redis.url };
  await using here = await startTestApp(env);
  await using there = await startNode(here.databaseUrl, { env });
  const ada = await here.join("ada");
  const { id } = await ada.client.posts.create.mutate({ title: "0", body: "Text", published: true });
  const titleAt = async (url: string) =>
    ((await (await fetch(`${url}/api/v1/posts/${id}`)).json()) as { title: string }).title;
  await titleAt(there.url);

  for (let version = 1; version <= 20; version += 1) {
    await ada.client.posts.update.mutate({ id, title: String(version) });
    expect(await titleAt(here.url)).toBe(String(version));
    await expect.poll(() => titleAt(there.url), { interval: 5, timeout: 1000 }).toBe(String(version));
  }
});
