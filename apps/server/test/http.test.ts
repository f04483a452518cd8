import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

const app = "https://app.example.com";
const evil = "https://evil.example.com";

let server: TestApp;
let ada: Person;
beforeAll(async () => {
  server = await startTestApp();
  ada = await server.join("ada");
});
afterAll(() => server[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(server.url + path, { method, headers });

test.each(["%s", "W/%s", '"other", W/%s', "*"])(
  "a document that the caller has is not sent again: %s",
  async (known) => {
    const { headers } = await get("/openapi.json");
    const tag = headers.get("etag") ?? "";

    const again = await get("/openapi.json", { "if-none-match": known.replace("%s", tag) });
    const other = await get("/openapi.json", { "if-none-match": '"other"' });

    expect([again.status, await again.text(), other.status]).toEqual([304, "", 200]);
  },
);

describe("headers", () => {
  test.each(["/api/v1/posts", "/trpc/system.info", "/nope", "/api/v1/nope", "/health/live", "/openapi.json", "/"])(
    "%s carries the security headers",
    async (path) => {
      const { headers } = await get(path);

      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,64}$/);
    },
  );

  test("a request id of the caller's is kept when it is safe to log, and replaced when not", async () => {
    const kept = await get("/api/v1/nope", { "x-request-id": "abcdef-123456" });
    const replaced = await get("/api/v1/nope", { "x-request-id": "a b; drop" });

    expect(kept.headers.get("x-request-id")).toBe("abcdef-123456");
    expect(await kept.json()).toMatchObject({ requestId: "abcdef-123456" });
    expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("large answers are compressed for those who ask", async () => {
    const document = await get("/openapi.json", { "accept-encoding": "br" });
    const small = await get("/health/live", { "accept-encoding": "br" });

    expect(document.headers.get("content-encoding")).toBe("br");
    expect(small.headers.get("content-encoding")).toBeNull();
    expect(await document.json()).toMatchObject({ openapi: "3.1.1" });
  });
});

test("a reply that holds a secret is neither stored nor compressed, on both transports", async () => {
  const admin = await server.join("keeper", "admin");
  const headers = {
    authorization: `Bearer ${admin.token}`,
    "content-type": "application/json",
    "accept-encoding": "br",
  };
  const post = (path: string, body: unknown) =>
    fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });

  const rest = await post("/api/v1/users", { email: "one@example.org", name: "n".repeat(80) });
  const trpc = await post("/trpc/users.create", { json: { email: "two@example.org", name: "n".repeat(80) } });

  for (const { status, headers: answered } of [rest, trpc]) {
    expect(status).toBeOneOf([200, 201]);
    expect(answered.get("cache-control")).toBe("no-store, no-transform");
    expect(answered.get("content-encoding")).toBeNull();
  }
});

describe("CORS and CSRF", () => {
  test("a trusted origin may call with credentials, any other may not", async () => {
    const trusted = await get("/api/v1/posts", { origin: app });
    const foreign = await get("/api/v1/posts", { origin: evil });

    expect(trusted.headers.get("access-control-allow-origin")).toBe(app);
    expect(trusted.headers.get("access-control-allow-credentials")).toBe("true");
    expect(trusted.headers.get("vary")).toContain("Origin");
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("a preflight is answered for trusted origins", async () => {
    const preflight = (origin: string) =>
      get(
        "/trpc/posts.create",
        { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
        "OPTIONS",
      );

    const trusted = await preflight(app);
    const foreign = await preflight(evil);

    expect(trusted.status).toBe(204);
    expect(trusted.headers.get("access-control-allow-headers")).toContain("content-type");
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  const login = { email: "ada@example.org", password: "wrong wrong wrong" };
  test.each([
    [{ origin: evil }, 403],
    [{ origin: "null" }, 403],
    [{ origin: `${app}.evil.com` }, 403],
    [{ origin: app.replace("https", "http") }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ "sec-fetch-site": "cross-site", origin: app }, 401],
    [{ "sec-fetch-site": "same-origin", origin: evil }, 401],
    [{ origin: app }, 401],
    [{}, 401],
  ])("a sign-in with %j is answered with %i, on both transports", async (headers, status) => {
    await server.app.deps.db.loginThrottle.deleteMany();
    const rest = await server.rest("POST /auth/login", { body: login, headers: headers });
    const trpc = await fetch(`${server.url}/trpc/auth.login`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(headers as Record<string, string>) },
      body: JSON.stringify({ json: login }),
    });

    expect(rest.status).toBe(status);
    expect(trpc.status).toBe(status);
    const reason = status === 403 ? "CSRF_REJECTED" : "INVALID_CREDENTIALS";
    expect(rest.body.reason).toBe(reason);
    expect(await trpc.json()).toMatchObject({ error: { json: { data: { reason } } } });
  });

  test("a multipart form from a foreign page cannot act, although it needs no preflight", async () => {
    const response = await fetch(`${server.url}/trpc/auth.logout`, {
      method: "POST",
      headers: { origin: evil },
      body: new FormData(),
    });

    expect(response.status).toBe(403);
    expect(server.lines.at(-1)).toMatchObject({ message: expect.stringContaining("its origin is not"), origin: evil });
  });

  test("a mutation is never a GET", async () => {
    const trpc = await get(`/trpc/auth.logout`);
    const rest = await get("/api/v1/auth/logout");

    expect(trpc.status).toBe(405);
    expect(rest.status).toBe(405);
    expect(rest.headers.get("allow")).toContain("POST");
  });
});

test("a method that a place does not know is a 405 that names those it knows", async () => {
  const statusOf = async (method: string, path: string) => {
    const answer = await get(path, {}, method);
    return [answer.status, answer.headers.get("allow")];
  };

  expect(await statusOf("PUT", "/trpc/posts.list")).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
  expect(await statusOf("POST", "/health/live")).toEqual([405, "GET, HEAD"]);
  expect(await statusOf("DELETE", "/openapi.json")).toEqual([405, "GET, HEAD"]);
});

describe("batches", () => {
  const batch = (paths: string[], body: unknown) =>
    fetch(`${server.url}/trpc/${paths.join(",")}?batch=1`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("more calls than the limit are refused", async () => {
    const response = await get(`/trpc/${Array(11).fill("system.info").join(",")}?batch=1`);

    expect(response.status).toBe(400);
  });

  test("credentials cannot travel in a batch", async () => {
    const input = { json: { email: "ada@example.org", password: "guess guess guess" } };
    const response = await batch(["auth.login", "auth.login"], { 0: input, 1: input });

    const answers = (await response.json()) as { error: { json: { data: { reason: string } } } }[];
    expect(answers.map((answer) => answer.error.json.data.reason)).toEqual(["BATCH_REFUSED", "BATCH_REFUSED"]);
  });
});

describe("what is told to whom", () => {
  test("e-mail addresses, roles and status are for administrators", async () => {
    const admin = await server.join("root", "admin");

    const asUser = await ada.client.users.list.query();
    const asAdmin = await admin.client.users.list.query();

    expect(JSON.stringify(asUser)).not.toContain("@");
    expect(asAdmin.items.find((user) => user.username === "ada")).toMatchObject({
      email: ada.email,
      role: "user",
      status: "active",
    });
  });

  test("an unknown account and a wrong password are answered with the same bytes", async () => {
    const bytes = async (email: string) => {
      const answer = await server.rest("POST /auth/login", { body: { email, password: "not the password" } });
      return JSON.stringify({ ...answer.body, requestId: "" }) + answer.status;
    };

    expect(await bytes("nobody@example.org")).toBe(await bytes(ada.email));
  });

  test("one line for each call, with its meaning, and no secret in any", async () => {
    const before = server.lines.length;
    await ada.client.posts.create.mutate({ title: "Logged", body: "" });
    await server.rest("GET /me", { headers: { "x-request-id": "find-me-1" } });

    const lines = server.lines.slice(before);
    expect(lines).toMatchObject([
      { message: "call", path: "posts.create", type: "mutation", userId: ada.id, ms: expect.any(Number) },
      { message: "call refused", path: "me.get", reason: "UNAUTHENTICATED", requestId: "find-me-1" },
    ]);
    expect(JSON.stringify(server.lines)).not.toContain(ada.token);
  });

  test("a fault of ours hides its cause from the caller and keeps it in the log", async () => {
    const { tag } = server.app.deps.db;
    const original = tag.findMany;
    Object.assign(tag, { findMany: () => Promise.reject(new Error("the secret cause")) });
    try {
      const answer = await server.rest("GET /tags");

      expect(answer).toMatchObject({ status: 500, body: { reason: "INTERNAL" } });
      expect(JSON.stringify(answer.body)).not.toMatch(/secret cause|at .*\.ts/);
      expect(server.lines.at(-1)).toMatchObject({
        level: "error",
        reason: "INTERNAL",
        requestId: answer.body.requestId,
      });
    } finally {
      Object.assign(tag, { findMany: original });
    }
  });
});

describe("REST by the book", () => {
  test("HEAD is GET without a body, OPTIONS tells the methods, and an unchanged post is a 304", async () => {
    const post = await ada.client.posts.create.mutate({ title: "Cached", body: "", published: true });
    const path = `/api/v1/posts/${post.slug}`;

    const first = await get(path);
    const head = await get(path, {}, "HEAD");
    const options = await get(path, {}, "OPTIONS");
    const unchanged = await get(path, { "if-none-match": first.headers.get("etag") ?? "" });

    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    expect(options.headers.get("allow")).toBe("DELETE, GET, HEAD, OPTIONS, PATCH");
    expect(unchanged.status).toBe(304);
  });

  test("nothing but JSON is served", async () => {
    expect((await get("/api/v1/posts", { accept: "text/html" })).status).toBe(406);
    expect((await get("/api/v1/posts", { accept: "text/html, */*;q=0.1" })).status).toBe(200);
  });

  test("the document describes every procedure", async () => {
    const document = (await (await get("/openapi.json")).json()) as { paths: Record<string, Record<string, unknown>> };
    const { appRouter } = await import("@tenon/api");

    const operations = Object.values(document.paths).flatMap((item) =>
      Object.keys(item).filter((key) => key !== "parameters"),
    );
    // The content of files, their thumbnails and exports are bytes, and no procedures.
    expect(operations).toHaveLength(Object.keys(appRouter._def.procedures).length + 3);
  });
});

describe("impersonation", () => {
  test("an administrator acts as a user, visibly, and cannot nest", async () => {
    const admin = await server.join("boss", "admin");

    const { token, user } = await admin.client.users.impersonate.mutate({ id: ada.id });
    const me = await server.rest("GET /me", { token: token ?? "" });
    const nested = await server.rest(`POST /users/${ada.id}/impersonate`, { token: token ?? "" });

    expect(user.impersonatedBy).toBe(admin.id);
    expect(me.body).toMatchObject({ username: "ada", impersonatedBy: admin.id });
    expect(nested.status).toBe(403);
  });

  test("a disabled account is out at once", async () => {
    const admin = await server.join("chief", "admin");
    const eve = await server.join("eve");

    await admin.client.users.disable.mutate({ id: eve.id });
    const after = await server.rest("GET /me", { token: eve.token });

    expect(after.status).toBe(401);
  });
});
