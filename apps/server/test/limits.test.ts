import { expect, test } from "vitest";
import { password, startTestApp } from "./test-app.ts";

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

test("an account that a call makes does not pay for the next one: credentials are the network's", async () => {
  await using server = await startTestApp({ RATE_LIMIT: "3" });
  const register = (name: string, token?: string) =>
    server.rest<{ token: string }>("POST /auth/register", {
      ...(token !== undefined && { token }),
      body: { email: `${name}@example.org`, name, password: "a long enough password", mode: "bearer" },
    });

  const first = await register("ada");
  const second = await register("bob", first.body.token);
  const third = await register("eve", second.body.token);

  expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
  expect((await register("mallory", third.body.token)).status).toBe(429);
});

test("every message to /mcp is counted once, whatever it asks and whoever sends it", async () => {
  await using server = await startTestApp({ RATE_LIMIT: "4" });
  const send = async (method: string, params: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/mcp`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    await response.text();
    return [response.status, response.headers.get("ratelimit")?.replace(/;t=.*/, "")];
  };

  expect(await send("tools/list", {})).toEqual([200, '"calls";r=3']);
  expect(await send("tools/call", { name: "system_info", arguments: {} })).toEqual([200, '"calls";r=2']);
  expect(await send("tools/call", { name: "system_info" }, { authorization: "Bearer junk" })).toEqual([
    401,
    '"calls";r=1',
  ]);
  expect(await send("tools/call", { name: "no_such_tool" })).toEqual([200, '"calls";r=0']);
  expect(await send("tools/list", {})).toEqual([429, '"calls";r=0']);
});

test("a request with thousands of faults is told of fifty, on both transports", async () => {
  await using server = await startTestApp();
  const body = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`unknown${index}`, 1]));

  const rest = await server.rest<{ fields: object[] }>("POST /auth/login", { body });
  const trpc = await fetch(`${server.url}/trpc/auth.login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: body }),
  });

  expect([rest.status, rest.body.fields.length]).toEqual([400, 50]);
  expect((await trpc.text()).length).toBeLessThan(10_000);
});

test("of fifty wrong passwords at once from one address five are looked at, whoever they are for", async () => {
  await using server = await startTestApp({ LOGIN_LIMIT: "5", TRUST_PROXY: "1" });
  await server.join("ada");
  const login = (email: string, address: string, secret = "not the password of anybody") =>
    server.rest("POST /auth/login", {
      body: { email, password: secret, mode: "bearer" },
      headers: { "x-forwarded-for": address },
    });

  const guesses = await Promise.all(
    Array.from({ length: 50 }, (_, index) => login(`${index % 2 ? `user${index}` : "ada"}@example.org`, "192.0.2.1")),
  );

  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
  const refused = guesses.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(45);
  for (const { headers, body } of refused) {
    expect(body.reason).toBe("TOO_MANY_ATTEMPTS");
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  }
  expect((await login("ada@example.org", "192.0.2.1", password)).status).toBe(429);
  expect((await login("ada@example.org", "192.0.2.2", password)).status).toBe(200);
});

test("right passwords are free, however many at once", async () => {
  await using server = await startTestApp({ LOGIN_LIMIT: "2" });
  const people = ["ada", "bob", "cleo", "dora", "emil", "fay"];
  await Promise.all(people.map((name) => server.join(name)));

  const answers = await Promise.all(
    people.map((name) =>
      server.rest("POST /auth/login", { body: { email: `${name}@example.org`, password, mode: "bearer" } }),
    ),
  );

  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
});

test("an address that has spent its calls can still sign in, as often as it could have called", async () => {
  await using server = await startTestApp({ RATE_LIMIT: "3" });
  const { email } = await server.join("ada");
  const signIn = () => server.rest("POST /auth/login", { body: { email, password, mode: "bearer" } });
  const spend = async () => (await server.rest("GET /system/info")).status;
  const calls = [await spend(), await spend(), await spend()];

  const signedIn = await signIn();
  const others = [(await signIn()).status, (await signIn()).status, (await signIn()).status];

  expect(calls).toEqual([200, 200, 429]);
  expect([signedIn.status, signedIn.headers.get("ratelimit-policy")]).toEqual([200, '"sign-ins";q=3;w=900']);
  expect(others).toEqual([200, 200, 429]);
});
