import { connect } from "node:net";
import { appRouter } from "@tenon/api";
import type { AnyTRPCProcedure } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { password, type Person, startTestApp, type TestApp } from "./test-app.ts";

let server: TestApp;
let ada: Person;
beforeAll(async () => {
  server = await startTestApp({ MAX_BODY_BYTES: "200000" });
  ada = await server.join("ada");
});
afterAll(() => server[Symbol.asyncDispose]());

const long = "x".repeat(100_000);
const junk: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  "",
  "\0",
  "a\0b",
  "\ud800",
  long,
  [],
  [[]],
  {},
  { a: 1 },
  { constructor: 1 },
  { toString: null },
  { length: -1 },
  "__proto__",
  "constructor",
  "..%2f",
  "' OR 1=1 --",
  "${7*7}",
  "\r\nx: y",
];

// Flat at run time, by dotted path; the type says nested.
const flat = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>;
const procedures = Object.entries(flat).map(([path, { _def }]) => ({ path, isQuery: _def.type === "query" }));

describe("every procedure over tRPC", () => {
  test.each(procedures)("$path refuses junk with a 4xx", async ({ path, isQuery }) => {
    // Signing out, or deleting the account, would make everything after it a plain 401.
    if (path === "auth.logout" || path === "me.delete") return;
    for (const json of junk) {
      // Sharp inputs only: a procedure that takes nothing, or has defaults for everything, is right to answer.
      const response = await trpc(path, isQuery, JSON.stringify({ json }));
      expect(response.status, `${path} ${JSON.stringify(json)?.slice(0, 40)}`).toBeLessThan(500);
      if (response.status >= 400)
        expect(await response.json()).toMatchObject({ error: { json: { data: { reason: expect.any(String) } } } });
      else await response.body?.cancel();
    }
  });

  test.each([
    "",
    "{",
    "nul",
    '{"json":',
    "[1,2",
    '"\\ud800"',
    "\u0000",
    '{"json":{"__proto__":{"x":1}}}',
    "[".repeat(5000),
  ])("the body %j", async (body) => {
    const response = await trpc("posts.create", false, body);

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  test.each([
    "nope",
    "posts",
    "posts.",
    ".posts",
    "__proto__",
    "constructor",
    "posts.constructor",
    "toString",
    "%",
    "%00",
    "a%2fb",
    long.slice(0, 9000),
  ])("the path %j is not found or malformed", async (path) => {
    const response = await fetch(`${server.url}/trpc/${path}`);

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  test("superjson meta that points at prototypes is refused", async () => {
    for (const path of ["__proto__.x", "constructor.prototype.x", "a.__proto__"]) {
      const body = JSON.stringify({ json: { title: "T", body: "" }, meta: { values: { [path]: ["Date"] } } });
      const response = await trpc("posts.create", false, body);

      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe("superjson's annotations", () => {
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/trpc/posts.create`, {
      method: "POST",
      headers: { authorization: `Bearer ${ada.token}`, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const post = { title: "T", body: "" };
  const deep = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`) as unknown;

  test.each([
    ["a set", { values: { title: ["set"] } }],
    ["a map", { values: { title: ["map"] } }],
    ["a bigint", { values: { title: ["bigint"] } }],
    ["a regular expression", { values: { title: ["regexp"] } }],
    ["an error", { values: { title: ["Error"] } }],
    ["a class", { values: { title: [["class", "X"]] } }],
    ["a date with children", { values: { title: ["Date", { a: ["Date"] }] } }],
    ["a tree without an end", { values: deep(1000) }],
    ["no tree at all", { values: "Date" }],
  ])("%s is refused", async (_, meta) => {
    expect((await send({ json: post, meta })).status).toBe(400);
  });

  test("references are not followed, so that a few of them cannot become many", async () => {
    const json = { ...post, tags: ["a"], x: { l: {}, r: {} } };
    const answer = await send({ json, meta: { referentialEqualities: { "x.l": ["x.r"] } } });

    expect(await answer.json()).toMatchObject({ error: { json: { data: { fields: [{ path: ["x"] }] } } } });
  });

  test("a key `__proto__` beside a date is an unknown key, not the prototype of a copy", async () => {
    const json = JSON.parse(
      '{"title":"T","body":"","publishAt":"2150-01-01","__proto__":{"published":true}}',
    ) as object;
    const answer = await send({ json, meta: { values: { publishAt: ["Date"] } } });

    expect(await answer.json()).toMatchObject({ error: { json: { data: { fields: [{ path: ["__proto__"] }] } } } });
  });

  test("an Idempotency-Key does not make a deep body more than a bad one", async () => {
    const answer = await send({ json: { ...post, title: deep(4000) } }, { "idempotency-key": "deep" });

    expect(answer.status).toBe(400);
  });

  test.each(["+010000-01-01T00:00:00.000Z", "+275760-09-13T00:00:00.000Z", "-000001-01-01T00:00:00.000Z", "nonsense"])(
    "the instant %s is refused, not stored",
    async (publishAt) => {
      const answer = await send({ json: { ...post, publishAt }, meta: { values: { publishAt: ["Date"] } } });

      expect(answer.status).toBe(400);
    },
  );
});

test.each(["Query read timeout", "Client was closed", "Connection terminated"])(
  "the body %j cannot pass for an outage",
  async (body) => {
    const answer = await trpc("auth.login", false, body);

    expect(answer.status).toBe(400);
  },
);

test("a streamed batch cannot sign in: its headers are gone before there is a cookie", async () => {
  const answer = await fetch(`${server.url}/trpc/auth.login?batch=1`, {
    method: "POST",
    headers: { "content-type": "application/json", "trpc-accept": "application/jsonl" },
    body: JSON.stringify({ 0: { json: { email: ada.email, password } } }),
  });

  expect(await answer.text()).toContain("BATCH_REFUSED");
});

describe("REST", () => {
  test.each(junk)("a post made of %j is refused", async (value) => {
    const routes = [
      "POST /posts",
      "PATCH /me",
      "POST /auth/login",
      "POST /auth/register",
      `POST /users/${ada.id}/impersonate`,
    ];
    for (const route of routes) {
      for (const body of [
        value,
        { title: value, body: value, email: value, password: value, name: value, bio: value },
      ]) {
        const answer = await server.rest(route, { token: ada.token, body: JSON.stringify(body) });
        // To change nothing is not a fault.
        const isEmptyChange = route === "PATCH /me" && JSON.stringify(body) === "{}";
        expect(answer.status, `${route} ${JSON.stringify(body)?.slice(0, 60)}`).toSatisfy(
          (status: number) => isEmptyChange || (status >= 400 && status < 500),
        );
        if (!isEmptyChange) expect(answer.body.reason).toEqual(expect.any(String));
      }
    }
  });

  test.each([
    "limit=abc",
    "limit=",
    "limit=0",
    "limit=101",
    "limit=1&limit=2",
    "cursor=x",
    "cursor=a.b",
    "page=0",
    "page=1e9",
    "sort=x",
    "published=1",
    "createdAfter=yesterday",
    "nope=1",
    "__proto__=1",
    "constructor=1",
    "search=%00",
    "search=%E0%A4%A",
    "tag=%ff",
    `search=${long.slice(0, 8000)}`,
    "page=1&cursor=x",
    "sort=relevance",
    "author[$ne]=1",
    "limit[]=1",
  ])("the query ?%s is a 400 that names the field", async (query) => {
    const answer = await server.rest(`GET /posts?${query}`);

    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.body.reason).toMatch(/INVALID_INPUT|INVALID_CURSOR|MALFORMED_REQUEST/);
  });

  test.each([
    "/posts/%00",
    "/posts/%",
    "/posts/%E0%A4%A",
    "/posts/..%2f..",
    `/posts/${"a".repeat(300)}`,
    "/users/__proto__",
    "/users/constructor",
    "/nope",
    "//",
    "/posts/a/b/c",
  ])("GET %s is a 4xx", async (path) => {
    const answer = await server.rest(`GET ${path}`);

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test("content types, encodings and sizes", async () => {
    const post = (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) =>
      fetch(`${server.url}/api/v1/posts`, {
        method: "POST",
        headers: { authorization: `Bearer ${ada.token}`, ...headers },
        body,
      });

    expect((await post({ "content-type": "text/plain" }, "{}")).status).toBe(415);
    expect((await post({ "content-type": "application/x-www-form-urlencoded" }, "a=1")).status).toBe(415);
    expect((await post({ "content-type": "application/json" }, "x".repeat(200_001))).status).toBe(413);
    expect((await post({ "content-type": "application/json" }, new Uint8Array([0xff, 0xfe, 0x7b]))).status).toBe(400);
    expect((await post({ "content-type": "application/json; charset=utf-16" }, "{}")).status).toBeOneOf([400, 415]);
    expect((await post({ "content-type": "application/json", "content-encoding": "gzip" }, "{}")).status).toBeOneOf([
      400, 415,
    ]);
    const huge = await fetch(`${server.url}/trpc/posts.create`, {
      method: "POST",
      headers: { authorization: `Bearer ${ada.token}`, "content-type": "application/json" },
      body: "x".repeat(200_001),
    });
    expect(huge.status).toBe(413);
  });
});

describe("cookies and credentials", () => {
  test.each([
    "session=%",
    "session=%E0%A4%A",
    "session=a; session=b",
    `session=${long.slice(0, 8000)}`,
    "other=%; session=x",
    "=;;=",
    "session",
    "__proto__=1",
    "session=ss_%00",
  ])("the cookie %j is nobody's", async (cookie) => {
    const answer = await server.rest("GET /posts", { headers: { cookie } });

    expect(answer.status).toBe(200);
  });

  test.each([
    "",
    "Bearer",
    "Bearer ",
    "bearer x",
    "Basic dXNlcjpwYXNz",
    "Bearer a b",
    "Bearer " + "y".repeat(8000),
    "x",
  ])("the Authorization header %j is a 401, never a silent fall-back", async (authorization) => {
    const answer = await server.rest("GET /posts", { headers: { authorization } });

    expect(answer).toMatchObject({ status: 401, body: { reason: "UNAUTHENTICATED" } });
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
  });
});

describe("on the wire", () => {
  test.each([
    "GARBAGE\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "GET /posts HTTP/1.1\r\n\r\n",
    "GET http://[/nope HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET //[::1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "GET /api/v1/posts?%%% HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n",
    "TRACE /trpc/posts.list HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "POST /api/v1/posts HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST /api/v1/posts HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(20_000)}\r\n\r\n`,
    "POST /trpc/auth.login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nZZ\r\n",
  ])("%j is answered with a 4xx", async (bytes) => {
    const answer = await raw(bytes);

    expect(answer).toMatch(/^HTTP\/1\.1 (4\d\d|505)/);
  });

  test("a target in absolute form is the path that it names", async () => {
    const answer = await raw("GET http://elsewhere/health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    expect(answer).toMatch(/^HTTP\/1\.1 200/);
  });

  test("random bytes never end the process", async () => {
    const seeds = Array.from({ length: 50 }, (_, seed) =>
      Buffer.from(Array.from({ length: 200 }, (__, at) => (seed * 31 + at * 17 + at * at) % 256)),
    );
    await Promise.all(seeds.map((bytes) => raw(bytes)));

    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });
});

test("nothing of all this was a fault of ours, and the caller was signed in all along", async () => {
  expect((await server.rest("GET /me", { token: ada.token })).status).toBe(200);
  expect(server.lines.filter((line) => line["level"] === "error")).toEqual([]);
});

function trpc(path: string, isQuery: boolean, body: string): Promise<Response> {
  const headers = { authorization: `Bearer ${ada.token}`, "content-type": "application/json" };
  if (!isQuery) return fetch(`${server.url}/trpc/${path}`, { method: "POST", headers, body });
  return fetch(`${server.url}/trpc/${path}?input=${encodeURIComponent(body.toWellFormed()).slice(0, 10_000)}`, {
    headers,
  });
}

/** Sends bytes and returns what comes back until the server closes. */
function raw(bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => socket.end(bytes));
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}
