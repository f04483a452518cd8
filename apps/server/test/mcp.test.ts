import { spawnSync } from "node:child_process";
import type { Client } from "@modelcontextprotocol/client";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectMcp, problemOf } from "./mcp-client.ts";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

let server: TestApp;
let ada: Person;
let nobody: Client;
let asAda: Client;
beforeAll(async () => {
  server = await startTestApp({ MCP: "write", MAX_BODY_BYTES: "200000" });
  ada = await server.join("ada");
  nobody = await connectMcp(server.url);
  asAda = await connectMcp(server.url, bearer(ada));
});
afterAll(async () => {
  await Promise.all([nobody, asAda].map((client) => client.close()));
  await server[Symbol.asyncDispose]();
});

const bearer = ({ token }: Pick<Person, "token">) => ({ authorization: `Bearer ${token}` });
const reading = [
  "comments_list",
  "files_list",
  "files_usage",
  "files_get",
  "me_get",
  "me_notifications_list",
  "posts_list",
  "posts_feed",
  "posts_get",
  "posts_revisions",
  "posts_revision",
  "system_info",
  "tags_list",
  "users_list",
  "users_get",
];
const writing = [
  "comments_create",
  "comments_update",
  "me_notifications_markRead",
  "posts_create",
  "posts_update",
  "posts_delete",
  "posts_restore",
  "posts_publish",
  "posts_unpublish",
  "posts_schedule",
  "posts_revert",
  "posts_favorite",
  "posts_unfavorite",
  "users_follow",
  "users_unfollow",
];
const post = (
  message: unknown,
  { headers = {}, url = server.url }: { headers?: Record<string, string>; url?: string } = {},
) =>
  fetch(`${url}/mcp`, {
    method: "POST",
    headers: { accept: "application/json, text/event-stream", "content-type": "application/json", ...headers },
    body: typeof message === "string" ? message : JSON.stringify(message),
  });
const me = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "me_get", arguments: {} } };

describe("the tools", () => {
  test("are those of the content: nothing about credentials, and nothing that only administrators may", async () => {
    const { tools } = await nobody.listTools();

    expect(tools.map(({ name }) => name).toSorted()).toEqual([...reading, ...writing].toSorted());
  });

  test("all tell what they do, what they may do, and what they take, in valid JSON Schema", async () => {
    const validator = new AjvJsonSchemaValidator();
    const { tools } = await nobody.listTools();

    for (const { name, title, description, annotations, inputSchema, outputSchema = {} } of tools) {
      expect([title, description], name).toEqual([expect.any(String), expect.any(String)]);
      expect(annotations?.readOnlyHint, name).toBe(reading.includes(name));
      expect(annotations?.openWorldHint, name).toBe(false);
      for (const schema of [inputSchema, outputSchema])
        expect(() => validator.getValidator(schema as never), name).not.toThrow();
    }
    const hints = (name: string) => tools.find((tool) => tool.name === name)?.annotations;
    expect(hints("posts_delete")).toMatchObject({ destructiveHint: true, idempotentHint: true });
    expect(hints("posts_create")).toMatchObject({ destructiveHint: false, idempotentHint: false });
    expect(hints("posts_publish")).toMatchObject({ destructiveHint: false });
  });

  test("without further ado read only", async () => {
    await using readOnly = await startTestApp();
    const eve = await readOnly.join("eve");
    const client = await connectMcp(readOnly.url, bearer(eve));

    const { tools } = await client.listTools();
    const call = client.callTool({ name: "posts_create", arguments: { title: "T", body: "" } });

    expect(tools.map(({ name }) => name).toSorted()).toEqual(reading.toSorted());
    await expect(call).rejects.toMatchObject({ code: -32_602 });
    expect(await readOnly.app.deps.db.post.count()).toBe(0);
    await client.close();
  });

  test("are not there when MCP is off", async () => {
    await using off = await startTestApp({ MCP: "off" });

    expect((await post(me, { url: off.url })).status).toBe(404);
    expect(await (await fetch(off.url)).json()).not.toHaveProperty("links.mcp");
    expect(await (await fetch(server.url)).json()).toHaveProperty("links.mcp", "/mcp");
  });
});

describe("a post", () => {
  test("is drafted, published and found, and every answer is REST's", async () => {
    const created = await asAda.callTool({
      name: "posts_create",
      arguments: { title: "On Looms", body: "# Hello", tags: ["History"], publishAt: "2999-01-01T00:00:00Z" },
    });
    const { id } = created.structuredContent as { id: string };
    const published = await asAda.callTool({ name: "posts_publish", arguments: { id, ifMatch: 1 } });

    expect(created.structuredContent).toMatchObject({ slug: "on-looms", status: "scheduled", tags: ["history"] });
    expect(published.structuredContent).toMatchObject({ published: true, version: 2 });
    await server.rest(`POST /posts/${id}/comments`, { token: ada.token, body: { body: "First" } });
    for (const [name, args, route] of [
      ["posts_get", { id: "on-looms" }, "GET /posts/on-looms"],
      ["posts_list", { search: "looms", limit: 3 }, "GET /posts?search=looms&limit=3"],
      ["posts_list", {}, "GET /posts"],
      ["posts_feed", {}, "GET /feed"],
      ["posts_revisions", { id }, `GET /posts/${id}/revisions`],
      ["comments_list", { postId: id }, `GET /posts/${id}/comments`],
      ["tags_list", {}, "GET /tags"],
      ["users_list", {}, "GET /users"],
      ["users_get", { id: "ada" }, "GET /users/ada"],
      ["me_get", {}, "GET /me"],
    ] as const) {
      const { structuredContent, content } = await asAda.callTool({ name, arguments: args });
      const { body } = await server.rest(route, { token: ada.token });

      expect(structuredContent, name).toEqual(body);
      expect(content, name).toEqual([{ type: "text", text: JSON.stringify(body) }]);
    }
    const binned = await asAda.callTool({ name: "posts_delete", arguments: { id } });
    expect([binned.isError, binned.content]).toEqual([undefined, []]);
  });

  test("that is not valid is refused with its fields, in REST's words", async () => {
    const input = { title: "", body: 1, nope: true };

    const problem = problemOf(await asAda.callTool({ name: "posts_create", arguments: input }));
    const { body } = await server.rest("POST /posts", { token: ada.token, body: input });

    expect(problem).toEqual({ ...body, requestId: expect.any(String) });
    expect(problem?.fields?.map(({ path }) => path)).toEqual([["title"], ["body"], ["nope"]]);
  });

  test("that is a draft is there for its author alone", async () => {
    const { slug } = await ada.client.posts.create.mutate({ title: "Secret Plans", body: "" });
    const call = { name: "posts_get", arguments: { id: slug } };

    expect((await asAda.callTool(call)).structuredContent).toMatchObject({ slug, status: "draft" });
    expect(problemOf(await nobody.callTool(call))).toMatchObject({ reason: "POST_NOT_FOUND", status: 404 });
  });

  test("of somebody else is not changed", async () => {
    const eve = await server.join("eve");
    const { id, slug } = await ada.client.posts.create.mutate({ title: "Mine", body: "", published: true });
    const asEve = await connectMcp(server.url, bearer(eve));

    const refused = await asEve.callTool({ name: "posts_update", arguments: { id, title: "Yours" } });

    expect(problemOf(refused)).toMatchObject({ reason: "FORBIDDEN", status: 403 });
    expect((await server.client.posts.get.query({ id: slug })).title).toBe("Mine");
    await asEve.close();
  });

  test("that somebody has changed meanwhile is not overwritten", async () => {
    const { id } = await ada.client.posts.create.mutate({ title: "Moving", body: "" });
    await ada.client.posts.update.mutate({ id, summary: "One" });

    const refused = await asAda.callTool({ name: "posts_update", arguments: { id, ifMatch: 1, summary: "Two" } });

    expect(problemOf(refused)).toMatchObject({ reason: "PRECONDITION_FAILED", status: 412 });
  });
});

describe("who calls", () => {
  test("nobody is told to sign in, by a result", async () => {
    expect(problemOf(await nobody.callTool({ name: "me_get" }))).toMatchObject({
      reason: "UNAUTHENTICATED",
      status: 401,
    });
  });

  test.each(["Bearer nonsense", "Bearer", "Basic YTpi"])("%j is a 401 that names the scheme", async (authorization) => {
    for (const message of [me, { jsonrpc: "2.0", id: 7, method: "tools/list" }]) {
      const answer = await post(message, { headers: { authorization } });

      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
      expect(await answer.json()).toMatchObject({ id: message.id, error: { data: { reason: "UNAUTHENTICATED" } } });
    }
    expect(server.lines).toContainEqual(
      expect.objectContaining({ message: "request refused", path: "/mcp", reason: "UNAUTHENTICATED" }),
    );
    expect(JSON.stringify(server.lines)).not.toContain("nonsense");
    await expect(connectMcp(server.url, { authorization })).rejects.toMatchObject({ data: { status: 401 } });
  });

  test("a session cookie speaks for pages of trusted origins alone, and a token does not help the others", async () => {
    const signedIn = await fetch(`${server.url}/api/v1/auth/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        email: "c@example.org",
        password: "a long enough password",
        name: "C",
        username: "cookie",
      }),
    });
    const cookie = signedIn.headers.get("set-cookie")?.split(";", 1)[0] ?? "";

    const own = await post(me, { headers: { cookie, origin: "https://app.example.com" } });
    const foreign = await post(me, { headers: { cookie, origin: "https://evil.example.com" } });
    const crossSite = await post(me, { headers: { cookie, "sec-fetch-site": "cross-site" } });
    const withToken = await post(me, { headers: { ...bearer(ada), origin: "https://evil.example.com" } });
    const rebound = await post(me, { headers: { origin: "http://evil.example.com", "sec-fetch-site": "same-origin" } });

    expect(await own.json()).toMatchObject({ result: { structuredContent: { username: "cookie" } } });
    expect([foreign, crossSite, withToken, rebound].map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await foreign.json()).toMatchObject({ id: 1, error: { data: { reason: "CSRF_REJECTED" } } });
    expect(server.lines).toContainEqual(
      expect.objectContaining({ message: "request refused", path: "/mcp", origin: "https://evil.example.com" }),
    );
  });

  test("pages of trusted origins may send the protocol's headers", async () => {
    const preflight = await fetch(`${server.url}/mcp`, {
      method: "OPTIONS",
      headers: { origin: "https://app.example.com", "access-control-request-method": "POST" },
    });

    expect(preflight.headers.get("access-control-allow-headers")).toContain("mcp-protocol-version");
  });
});

describe("the exchange", () => {
  test("has a request id, and its call one line in the log", async () => {
    const answer = await post(me, { headers: { ...bearer(ada), "x-request-id": "mcp-request-1" } });

    expect(answer.headers.get("x-request-id")).toBe("mcp-request-1");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(server.lines.filter(({ requestId }) => requestId === "mcp-request-1")).toEqual([
      expect.objectContaining({ level: "info", message: "call", path: "me.get", type: "query", userId: ada.id }),
    ]);
  });

  test("is POST alone: there is no stream and no session", async () => {
    for (const method of ["GET", "DELETE"]) {
      const answer = await fetch(`${server.url}/mcp`, { method, headers: { accept: "text/event-stream" } });

      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    }
  });

  test("takes no more than any other, and no batch", async () => {
    const huge = { ...me, params: { name: "posts_create", arguments: { title: "T", body: "x".repeat(200_000) } } };
    const batch = await post(Array.from({ length: 50 }, (_, id) => ({ ...me, id })));

    expect((await post(huge)).status).toBe(413);
    expect([batch.status, await batch.json()]).toEqual([
      400,
      expect.objectContaining({ error: expect.objectContaining({ code: -32_600 }) }),
    ]);
  });

  const calling = (name: unknown, args: unknown) => ({ ...me, params: { name, arguments: args } });

  test.each<[string, unknown]>([
    ["null", null],
    ["a number", 1],
    ["an empty batch", []],
    ["an empty message", {}],
    ["an id that is an object", { ...me, id: {} }],
    ["an inherited method", { ...me, method: "__proto__" }],
    ["params that are null", { ...me, params: null }],
    ["an inherited tool", calling("constructor", {})],
    ["arguments that are null", calling("posts_get", null)],
    ["an operator for an id", calling("posts_get", { id: { $ne: 1 } })],
    ["a huge limit and a zero byte", calling("posts_list", { limit: 1e308, cursor: "\0" })],
    ["half a character and a date in words", calling("posts_list", { search: "\ud800", createdAfter: "yesterday" })],
    [
      "a prototype for arguments",
      JSON.stringify(calling("posts_get", 0)).replace(/0}}$/, '{"__proto__":{"id":"x"}}}}'),
    ],
    ["an unknown key", calling("posts_get", { id: "x", nope: 1 })],
    ["half a message", "{"],
    ["a zero byte", "\u0000"],
    ["deep lists", "[".repeat(5000)],
  ])("%s is no fault of ours", async (_, body) => {
    const answer = await post(body, { headers: bearer(ada) });

    expect(answer.status).toBeLessThan(500);
    const { error, result } = (await answer.json()) as { error?: { code: number }; result?: { isError?: boolean } };
    expect(error?.code ?? result?.isError).toBeOneOf([-32_600, -32_601, -32_602, -32_700, true]);
    expect(server.lines.filter((line) => line["level"] === "error")).toEqual([]);
  });
});

test("nothing of MCP is loaded before the first request", () => {
  const script = `
    import { ServerResponse } from "node:http";
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { createMcpMount } = await import("./src/http/mcp.ts");
    await import("./src/app.ts");
    const count = () => loaded.filter((url) => /modelcontextprotocol|packages\\/mcp/.test(url)).length;
    const before = count();
    const config = { http: { trustedOrigins: [], maxBodyBytes: 1 } };
    const req = { method: "GET", headers: {} };
    await createMcpMount({ config, log: { info() {} } })(req, new ServerResponse(req));
    console.log(JSON.stringify([before, count() > 0]));`;

  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=@tenon/source", "--input-type=module", "--eval", script],
    { cwd: new URL("..", import.meta.url), encoding: "utf8" },
  );

  expect([stdout.trim(), stderr]).toEqual(["[0,true]", ""]);
});
