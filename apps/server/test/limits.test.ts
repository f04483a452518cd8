import { expect, test } from "vitest";
import { startTestApp } from "./test-app.ts";

test("REST and tRPC spend one budget, a batch as many calls as it has", async () => {
  await using server = await startTestApp({ RATE_LIMIT: "8", RATE_LIMIT_MINUTES: "1" });
  const batch = (count: number) =>
    fetch(`${server.url}/trpc/${Array.from({ length: count }, () => "system.info").join(",")}?batch=1&input={}`);

  const rest = await server.rest("GET /posts");
  expect([rest.headers.get("ratelimit-policy"), rest.headers.get("ratelimit")]).toEqual([
    '"calls";q=8;w=60',
    '"calls";r=7;t=60',
  ]);
  const trpc = await batch(5);
  expect([trpc.status, trpc.headers.get("ratelimit")]).toEqual([200, '"calls";r=2;t=60']);

  const over = await batch(3);
  expect(over.status).toBe(207);
  expect(over.headers.get("retry-after")).toMatch(/^(59|60)$/);
  const answers = (await over.json()) as { error?: { json: { data: object } } }[];
  expect(answers.map(({ error }) => error?.json.data)).toEqual([
    undefined,
    undefined,
    expect.objectContaining({ reason: "RATE_LIMITED", httpStatus: 429, retryAfter: expect.any(Number) }),
  ]);
  const refused = await server.rest("GET /posts");
  expect(refused).toMatchObject({ status: 429, body: { reason: "RATE_LIMITED", retryAfter: expect.any(Number) } });
  expect(refused.headers.get("ratelimit")).toMatch(/^"calls";r=0;t=\d+$/);
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
});

test("a user's budget goes along from address to address, and guesses of tokens are their address's", async () => {
  await using server = await startTestApp({ RATE_LIMIT: "3", TRUST_PROXY: "1" });
  const { token } = await server.join("ada");
  const from = (address: string, used = token) =>
    server.rest("GET /me", { token: used, headers: { "x-forwarded-for": address } }).then(({ status }) => status);

  expect([await from("192.0.2.1"), await from("192.0.2.2"), await from("192.0.2.3"), await from("192.0.2.4")]).toEqual([
    200, 200, 200, 429,
  ]);
  const guesses = [await from("192.0.2.9", "a"), await from("192.0.2.9", "b"), await from("192.0.2.9", "c")];
  expect([...guesses, await from("192.0.2.9", "d")]).toEqual([401, 401, 401, 429]);
});
