import { describe, expect, test } from "vitest";
import { z } from "zod";
import { rest } from "../index.ts";
import { serve, t } from "../serve.fixture.ts";

const Ref = z.object({ id: z.string() });
const say = (text: string) => () => ({ text });

const router = t.router({
  users: {
    get: rest(t.procedure.input(Ref), "GET /users/{id}").query(({ input }) => ({ text: `get ${input.id}` })),
    me: rest(t.procedure, "GET /users/me").query(say("me")),
    rename: rest(
      t.procedure.input(z.object({ userId: z.string(), name: z.string() })),
      "PATCH /users/{userId}",
    ).mutation(({ input }) => input),
    create: rest(t.procedure.input(z.object({ name: z.string() })), "POST /users", { status: 201 }).mutation(
      say("made"),
    ),
    deep: rest(t.procedure.input(z.object({ a: z.string(), b: z.string() })), "GET /users/{a}/x/{b}").query(
      ({ input }) => input,
    ),
  },
  root: rest(t.procedure, "GET /").query(say("root")),
});

describe("routes", () => {
  test.each([
    ["GET /api/users/7", 200, "get 7"],
    ["GET /api/users/me", 200, "me"],
    ["GET /api/users/7/", 200, "get 7"],
    ["GET /api/users/a%2Fb%20c", 200, "get a/b c"],
    ["GET /api/users/__proto__", 200, "get __proto__"],
    ["GET /api/users/constructor", 200, "get constructor"],
    ["GET /api/users/7?x=1#frag", 200, "get 7"],
    ["GET /api", 200, "root"],
    ["GET /api/", 200, "root"],
    ["POST /api/users", 201, "made"],
  ])("%s", async (line, status, text) => {
    await using server = await serve(router, { basePath: "/api/" });
    const seen = await server.call(line, line.startsWith("POST") ? { body: { name: "x" } } : {});

    expect(seen.status).toBe(status);
    expect(seen.json.text).toBe(text);
  });

  test.each(["/", "/apix", "/api/nothing", "/api/users//7", "/api/__proto__", "/api/users/7/x", "//users/7"])(
    "404 for %s",
    async (path) => {
      await using server = await serve(router, { basePath: "/api" });
      const seen = await server.call(`GET ${path}`);

      expect(seen.status).toBe(404);
      expect(seen.json).toEqual({
        title: "Not Found",
        status: 404,
        code: "ROUTE_NOT_FOUND",
        detail: "There is nothing at this path",
      });
    },
  );

  test("text beats a parameter whatever the method, and 405 lists what is answered", async () => {
    await using server = await serve(router);

    const onMe = await server.call("PATCH /users/me", { body: { name: "x" } });
    const onUser = await server.call("DELETE /users/7");
    const onUsers = await server.call("GET /users");

    expect([onMe.status, onMe.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect([onUser.status, onUser.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS, PATCH"]);
    expect([onUsers.status, onUsers.headers.get("allow")]).toEqual([405, "OPTIONS, POST"]);
    expect(onUser.json.code).toBe("METHOD_NOT_ALLOWED");
  });

  test("two methods may name the same segment differently", async () => {
    await using server = await serve(router);
    expect((await server.call("PATCH /users/7", { body: { name: "x" } })).json).toEqual({ userId: "7", name: "x" });
    expect((await server.call("GET /users/1/x/2")).json).toEqual({ a: "1", b: "2" });
  });

  test("OPTIONS answers Allow, and HEAD the headers of GET", async () => {
    await using server = await serve(router);

    const options = await server.call("OPTIONS /users/7");
    const head = await server.call("HEAD /users/7");
    const get = await server.call("GET /users/7");

    expect([options.status, options.headers.get("allow"), options.text]).toEqual([
      204,
      "GET, HEAD, OPTIONS, PATCH",
      "",
    ]);
    expect([head.status, head.text]).toEqual([200, ""]);
    for (const name of ["content-length", "content-type", "cache-control"])
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    expect(get.headers.get("content-length")).toBe(String(get.text.length));
  });

  test("HEAD of a failure has its headers and no body", async () => {
    await using server = await serve(router);
    const head = await server.call("HEAD /nothing");

    expect([head.status, head.headers.get("content-type"), head.text]).toEqual([404, "application/problem+json", ""]);
  });
});

describe("the request target", () => {
  const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;

  test.each([
    ["http://example.com/users/7", "200", "get 7"],
    ["HTTPS://u:p@example.com:81/users/7?x#y", "200", "get 7"],
    ["http://example.com", "200", "root"],
    ["http://example.com?x=1", "200", "root"],
    ["/users/7?a=b?c=d", "200", "get 7"],
    ["/users/%ff", "400", "MALFORMED_TARGET"],
    ["/users/%", "400", "MALFORMED_TARGET"],
    ["/users/7?%zz=1", "400", "MALFORMED_TARGET"],
    ["http://", "400", "MALFORMED_TARGET"],
    ["http:///users/7", "400", "MALFORMED_TARGET"],
    ["ftp://example.com/users/7", "400", ""],
    ["//[/users", "404", "ROUTE_NOT_FOUND"],
  ])("%s", async (target, status, text) => {
    await using server = await serve(router);
    const answer = await server.raw(get(target));

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(text);
  });

  test("OPTIONS * names no path", async () => {
    await using server = await serve(router);
    expect(await server.raw("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
  });

  test("the Host header is never read", async () => {
    await using server = await serve(router);
    expect(await server.raw("GET /users/7 HTTP/1.1\r\nHost: [::bad\r\nConnection: close\r\n\r\n")).toMatch(
      /^HTTP\/1.1 200 /,
    );
  });
});

describe("Accept", () => {
  test.each([
    ["application/json", 200],
    ["*/*", 200],
    ["application/*;q=0.1", 200],
    ["text/html, application/json;q=0.5", 200],
    ["application/json; charset=utf-8", 200],
    ["", 200],
    ["text/html", 406],
    ["application/json;q=0", 406],
    ["application/json;q=0, */*", 406],
    ["*/*;q=0", 406],
    ["*/*, application/*;q=0.0", 406],
    ["nonsense", 406],
    ["application/problem+json", 406],
  ])("%s", async (accept, status) => {
    await using server = await serve(router);
    const seen = await server.call("GET /users/7", { headers: { accept } });

    expect(seen.status).toBe(status);
    if (status === 406) expect(seen.json.code).toBe("NOT_ACCEPTABLE");
  });
});
test("a base path without its slash is a fault at start", async () => {
  await expect(serve(router, { basePath: "api" })).rejects.toMatchObject({
    faults: ["basePath api does not begin with a slash"],
  });
});
