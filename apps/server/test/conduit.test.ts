import { expect, test } from "vitest";
import { startTestApp, type TestApp } from "./test-app.ts";

const frontend = "https://app.example.com";
const user = { username: "Jake", email: "jake@example.org", password: "jakejake" };

async function call({ url }: TestApp, route: string, { body, ...headers }: Record<string, unknown> = {}) {
  const [method = "", path = ""] = route.split(" ");
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(headers as Record<string, string>),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? undefined : JSON.parse(text) };
}

test("without CONDUIT there is nothing of it", async () => {
  await using server = await startTestApp();

  for (const path of ["/conduit/api", "/conduit/api/tags", "/conduit/openapi.json"])
    expect((await call(server, `GET ${path}`)).status).toBe(404);
});

test("with CONDUIT=true both contracts speak of the same posts and people", async () => {
  await using server = await startTestApp({ CONDUIT: "true" });
  const registered = await call(server, "POST /conduit/api/users", { body: { user } });
  const { token } = registered.json.user;
  const authorization = `Token ${token}`;
  const article = { title: "Hello", description: "About", body: "World", tagList: ["x"] };
  await call(server, "POST /conduit/api/articles", { authorization, body: { article } });

  const post = await server.rest("GET /posts/hello", { token });

  expect(post).toMatchObject({ status: 200, body: { title: "Hello", summary: "About", author: { username: "jake" } } });
  expect(post.body).not.toHaveProperty("number");
  const ann = await server.join("ann");
  const own = await call(server, "GET /conduit/api/user", { authorization: `Token ${ann.token}` });
  expect(own.json.user).toMatchObject({ username: "ann", email: ann.email });
});

test("Tenon's own document is the same whether Conduit is served beside it or not, and Conduit's is another", async () => {
  await using server = await startTestApp({ CONDUIT: "true" });
  await using plain = await startTestApp();

  const [own, without] = [await call(server, "GET /openapi.json"), await call(plain, "GET /openapi.json")];
  const conduit = await call(server, "GET /conduit/openapi.json");

  expect(own.json).toEqual(without.json);
  expect(conduit.json).toMatchObject({ servers: [{ url: "/conduit/api" }], info: { title: "RealWorld Conduit API" } });
});

test("CONDUIT=only serves nothing else but health", async () => {
  await using server = await startTestApp({ CONDUIT: "only" });

  expect((await call(server, "GET /conduit/api/tags")).json).toEqual({ tags: [] });
  expect((await call(server, "GET /health/ready")).status).toBe(200);
  for (const path of ["/", "/trpc/system.info", "/api/v1/posts", "/openapi.json", "/conduit"])
    expect((await call(server, `GET ${path}`)).status).toBe(404);
});

test("weak passwords are Conduit's alone, and CONDUIT_PASSWORDS=strict takes them from it", async () => {
  await using server = await startTestApp({ CONDUIT: "true" });
  await using strict = await startTestApp({ CONDUIT: "true", CONDUIT_PASSWORDS: "strict" });

  const own = await server.rest("POST /auth/register", { body: { ...user, name: "Jake", mode: "bearer" } });

  expect(own).toMatchObject({ status: 422, body: { reason: "WEAK_PASSWORD" } });
  expect((await call(server, "POST /conduit/api/users", { body: { user } })).status).toBe(201);
  const refused = await call(strict, "POST /conduit/api/users", { body: { user } });
  expect(refused).toMatchObject({ status: 422, json: { errors: { body: ["password: Use at least 12 characters."] } } });
});

test("a front end of a trusted origin may call, and no other page may read", async () => {
  await using server = await startTestApp({ CONDUIT: "true" });
  const preflight = (origin: string) =>
    call(server, "OPTIONS /conduit/api/user", {
      origin,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization, content-type",
    });

  const trusted = await preflight(frontend);
  const foreign = await preflight("https://evil.example.com");
  const signedUp = await call(server, "POST /conduit/api/users", { origin: frontend, body: { user } });

  expect(trusted.status).toBe(204);
  expect(trusted.headers.get("access-control-allow-origin")).toBe(frontend);
  expect(trusted.headers.get("access-control-allow-headers")).toContain("authorization");
  expect(trusted.headers.get("access-control-allow-methods")).toContain("PUT");
  expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  expect(signedUp.status).toBe(201);
  expect(signedUp.headers.get("set-cookie")).toBeNull();
});

test("calls count against the one budget of their caller, whichever contract they speak", async () => {
  await using server = await startTestApp({ CONDUIT: "true", RATE_LIMIT: "4" });
  const registered = await call(server, "POST /conduit/api/users", { body: { user } });
  const { token } = registered.json.user;
  const read = (path: string) => call(server, `GET /conduit/api${path}`, { authorization: `Token ${token}` });

  await server.rest("GET /posts", { token });
  const statuses = [];
  for (const path of ["/user", "/articles", "/articles/none", "/articles/feed", "/articles/none"])
    statuses.push((await read(path)).status);
  const refused = await read("/user");

  expect(statuses).toEqual([200, 200, 404, 429, 429]);
  expect(refused.json).toEqual({ errors: { body: [expect.any(String)] } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("ratelimit")).toMatch(/^"calls";r=0;t=\d+$/);
  // Tokens that do not hold are charged to the network that they come from.
  for (let index = 0; index < 3; index += 1) await call(server, "GET /conduit/api/user", { authorization: "Token x" });
  expect((await call(server, "GET /conduit/api/tags")).status).toBe(429);
  expect((await call(server, "GET /conduit/api/articles/none", { authorization: "Token x" })).status).toBe(429);
});

test("a token of some scopes, which Conduit has no word for, does nothing there (ASVS 5.0 8.2.1)", async () => {
  await using server = await startTestApp({ CONDUIT: "true" });
  const ada = await server.join("ada");
  const begun = await server.rest<{ userCode: string; deviceCode: string }>("POST /auth/device", {
    body: { clientName: "a reader", scopes: ["post:read"] },
  });
  const { userCode, deviceCode } = begun.body;
  await server.rest("POST /auth/device/claim", { token: ada.token, body: { userCode } });
  await server.rest("POST /auth/device/approve", { token: ada.token, body: { userCode } });
  const { body } = await server.rest<{ token: string }>("POST /auth/device/token", { body: { deviceCode } });
  const authorization = `Token ${body.token}`;
  const article = { title: "Hello", description: "About", body: "World" };

  const answers = await Promise.all([
    call(server, "GET /conduit/api/user", { authorization }),
    call(server, "PUT /conduit/api/user", { authorization, body: { user: { password: "another password" } } }),
    call(server, "POST /conduit/api/articles", { authorization, body: { article } }),
    call(server, "GET /conduit/api/articles/feed", { authorization }),
  ]);

  expect((await server.rest("GET /posts", { token: body.token })).status).toBe(200);
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
});
