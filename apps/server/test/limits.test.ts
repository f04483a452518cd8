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

test("an address may ask for so many accounts in an hour, taken ones among them, by any way; what is no form costs nothing", async () => {
  await using server = await startTestApp({ REGISTER_LIMIT: "4", TRUST_PROXY: "1", CONDUIT: "true" });
  const register = (email: string, address = "2001:db8::1") =>
    server.rest("POST /auth/register", {
      body: { email, name: "Ada", password, mode: "bearer" },
      headers: { "x-forwarded-for": address },
    });
  const conduit = (username: string) =>
    fetch(`${server.url}/conduit/api/users`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "2001:db8::2" },
      body: JSON.stringify({ user: { username, email: `${username}@example.org`, password } }),
    }).then(({ status }) => status);
  const trpc = (email: string) =>
    fetch(`${server.url}/trpc/auth.register`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "2001:db8::3" },
      body: JSON.stringify({ json: { email, name: "Ada", password } }),
    }).then(({ status }) => status);

  const malformed = await register("no address");
  const first = await register("ada@example.org");
  const statuses = [(await register("ada@example.org")).status, await conduit("bob"), await trpc("cleo@example.org")];
  const refused = await register("dora@example.org");

  expect([malformed.status, first.status, ...statuses]).toEqual([400, 201, 409, 201, 200]);
  expect(first.headers.get("ratelimit-policy")).toBe('"calls";q=1000000;w=900, "registrations";q=4;w=3600');
  expect(first.headers.get("ratelimit")).toMatch(/^"calls";r=\d+;t=\d+, "registrations";r=3;t=3600$/);
  expect([refused.status, refused.body.reason]).toEqual([429, "RATE_LIMITED"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3500);
  expect([await conduit("emil"), await trpc("fay@example.org")]).toEqual([429, 429]);
  expect((await register("gus@example.org", "2001:db8:0:1::1")).status).toBe(201);
});

test("of fifty accounts that one address asks for at once as many are looked at as the limit says", async () => {
  await using server = await startTestApp({ REGISTER_LIMIT: "10" });

  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      server.rest("POST /auth/register", { body: { email: `user${index}@example.org`, name: "Ada", password } }),
    ),
  );

  // A machine that is busy with other tests may turn some of the ten away.
  const looked = answers.filter(({ status }) => status === 201 || status === 503);
  expect(looked).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(40);
});
