import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve } from "./serve.fixture.ts";

let served: Served;
beforeAll(async () => {
  served = await serve({ maxBodySize: 10_000 });
});
afterAll(() => served[Symbol.asyncDispose]());

const call = (params: unknown, id: unknown = 1) => ({ jsonrpc: "2.0", id, method: "tools/call", params });
const who = call({ name: "who", arguments: {} });
const metaOf = (protocolVersion: string) => ({
  "io.modelcontextprotocol/protocolVersion": protocolVersion,
  "io.modelcontextprotocol/clientInfo": { name: "x", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
});
const version = { "mcp-protocol-version": "2025-11-25" };

test("a message that is well-formed is answered, whole and uncached", async () => {
  const { status, headers, json } = await served.post(who, version);

  expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
    200,
    "application/json",
    "no-store",
  ]);
  expect(json).toMatchObject({ jsonrpc: "2.0", id: 1, result: { structuredContent: { user: "nobody" } } });
});

test.each(["GET", "DELETE", "PUT", "PATCH", "HEAD"])("%s is a 405 with Allow", async (method) => {
  const response = await fetch(served.url, { method, headers: { accept: "text/event-stream" } });

  expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
});

describe("bodies", () => {
  test.each<[string, string, number, number]>([
    ["nothing", "", 400, -32_600],
    ["half a message", '{"jsonrpc":', 400, -32_700],
    ["no JSON", "hello", 400, -32_700],
    ["null", "null", 400, -32_600],
    ["a number", "1", 400, -32_600],
    ["a text", '"tools/list"', 400, -32_600],
    ["an empty batch", "[]", 400, -32_600],
    ["a batch", JSON.stringify([who, who]), 400, -32_600],
    ["more than is taken", `"${"x".repeat(10_001)}"`, 413, -32_000],
    ["deep lists", "[".repeat(5000), 400, -32_700],
  ])("%s", async (...[, body, status, code]) => {
    expect(await served.post(body)).toMatchObject({ status, json: { jsonrpc: "2.0", id: null, error: { code } } });
  });

  test.each<[string, Record<string, string>, number]>([
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["text", { "content-type": "text/plain" }, 415],
    ["another charset", { "content-type": "application/json; charset=utf-16" }, 415],
    ["a compressed one", { "content-encoding": "gzip" }, 415],
  ])("%s is a %s", async (_, headers, status) => {
    expect(await served.post(who, headers)).toMatchObject({ status, json: { error: { code: -32_000 } } });
  });
});

describe("messages", () => {
  const invalid = [400, -32_600] as const;
  const unknownMethod = [200, -32_601] as const;
  const badParams = [200, -32_602] as const;

  test.each<[string, unknown, readonly [status: number, code: number]]>([
    ["an empty object", {}, invalid],
    ["no version of JSON-RPC", { id: 1, method: "tools/list" }, invalid],
    ["another version of JSON-RPC", { jsonrpc: "1.0", id: 1, method: "tools/list" }, invalid],
    ["a method that is no text", { jsonrpc: "2.0", id: 1, method: 5 }, invalid],
    ["an id that is an object", { jsonrpc: "2.0", id: {}, method: "tools/list" }, invalid],
    ["an id that is null", { jsonrpc: "2.0", id: null, method: "tools/list" }, invalid],
    ["params that are a list", { jsonrpc: "2.0", id: 1, method: "tools/call", params: [] }, invalid],
    ["metadata that is a number", call({ name: "who", _meta: 1 }), invalid],
    ["an initialization without params", { jsonrpc: "2.0", id: 1, method: "initialize" }, invalid],
    ["an unknown method", { jsonrpc: "2.0", id: 1, method: "tools/destroy" }, unknownMethod],
    ["an inherited method", { jsonrpc: "2.0", id: 1, method: "__proto__" }, unknownMethod],
    ["resources, which are not served", { jsonrpc: "2.0", id: 1, method: "resources/list" }, unknownMethod],
    ["a call without a name", call({}), badParams],
    ["a call whose name is a list", call({ name: ["who"] }), badParams],
    ["a call whose arguments are a list", call({ name: "who", arguments: [] }), badParams],
    ["a call whose arguments are a text", call({ name: "who", arguments: "{}" }), badParams],
    ["a version in the message that nobody knows", call({ name: "who", _meta: metaOf("1999-01-01") }), [400, -32_022]],
  ])("%s is refused", async (...[, message, [status, code]]) => {
    expect(await served.post(message)).toMatchObject({ status, json: { jsonrpc: "2.0", error: { code } } });
  });

  test("an answer that nobody asked for is taken and dropped", async () => {
    expect((await served.post({ jsonrpc: "2.0", id: 1, result: {} })).status).toBe(202);
  });

  test.each(["1999-01-01", "latest", "\u00ff"])("the protocol version %j is a 400", async (given) => {
    expect((await served.post(who, { "mcp-protocol-version": given })).status).toBe(400);
  });

  test("an initialization with an unknown version is answered with one that we know", async () => {
    const params = { protocolVersion: "1999-01-01", capabilities: {}, clientInfo: { name: "x", version: "1" } };

    const { json } = await served.post({ jsonrpc: "2.0", id: 1, method: "initialize", params });

    expect(json).toMatchObject({ result: { protocolVersion: "2025-11-25" } });
  });

  test("a notification is a 202 without a body", async () => {
    expect(await served.post({ jsonrpc: "2.0", method: "notifications/initialized" })).toMatchObject({
      status: 202,
      json: undefined,
    });
  });

  test("an Accept that leaves out streams is a 406", async () => {
    expect((await served.post(who, { accept: "application/json" })).status).toBe(406);
  });

  test("a subscription to changes, of which there are none, ends at once", async () => {
    const response = await fetch(served.url, {
      method: "POST",
      headers: {
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "subscriptions/listen",
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "subscriptions/listen",
        params: { _meta: metaOf("2026-07-28"), notifications: { toolsListChanged: true } },
      }),
    });

    expect(await response.text()).toContain('"result"');
  });
});

describe("arguments", () => {
  test.each([
    '{"__proto__":{"id":"a"}}',
    '{"constructor":{"prototype":{"id":"a"}}}',
    '{"id":{"__proto__":null}}',
    '{"toString":1}',
    `{"id":${"[".repeat(2000)}${"]".repeat(2000)}}`,
  ])("%s name the field that is missing or wrong", async (text) => {
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"things_get","arguments":${text}}}`;

    expect(await served.post(body)).toMatchObject({ status: 200, json: { result: { isError: true } } });
    expect(({} as { id?: unknown }).id).toBeUndefined();
  });

  test("a tree without an end is a result, not the end of the process", async () => {
    await using large = await serve({ maxBodySize: 10_000_000 });
    const deep = `${'{"name":"a","planted":"2026-01-02","children":['.repeat(100_000)}${"]}".repeat(100_000)}`;
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"kinds_tree","arguments":${deep}}}`;

    expect(await large.post(body)).toMatchObject({ status: 200, json: { result: { isError: true } } });
    expect((await large.post(who)).status).toBe(200);
  });
});

test("whatever is sent, it is no fault of ours", { timeout: 120_000 }, async () => {
  const { post } = served;
  const others = ["tools/list", "initialize", "ping", "server/discover", "notifications/cancelled", "__proto__"];
  const methods = ["tools/call", "tools/call", "tools/call", ...others];
  const names = served.mcp.tools.map(({ name }) => name).filter((name) => name !== "slow_wait");
  const json = fc.jsonValue({ depthSize: "small" });
  const keys = fc.constantFrom("id", "at", "input", "kind", "__proto__", "constructor");
  const toolCall = fc.record({
    name: fc.constantFrom(...names),
    arguments: fc.oneof(json, fc.dictionary(keys, fc.oneof(json, fc.constant("2026-01-02T03:04:05Z")))),
    _meta: fc.oneof(json, fc.constant({})),
  });
  const params = fc.oneof(json, toolCall, toolCall);
  const method = fc.constantFrom(...methods);
  const valid = fc.record({ jsonrpc: fc.constant("2.0"), id: fc.nat(), method, params });
  const sloppy = fc.record({ jsonrpc: fc.constantFrom("2.0", "1.0"), id: json, method, params }, { requiredKeys: [] });
  const headers = fc.record(
    {
      "mcp-protocol-version": fc.constantFrom("2025-11-25", "2025-06-18", "2026-07-28", "x"),
      "mcp-method": fc.constantFrom(...methods),
      "mcp-name": fc.constantFrom(...names),
    },
    { requiredKeys: [] },
  );

  await fc.assert(
    fc.asyncProperty(fc.oneof(json, sloppy, valid, valid, valid), headers, async (body, given) => {
      const { status, json: answer } = await post(body, given);

      expect(status).toBeLessThan(500);
      expect(answer).not.toMatchObject({ error: { code: -32_603 } });
    }),
    { numRuns: Number(process.env["TENON_REQUESTS"] ?? 150) },
  );

  expect((await post(who)).status).toBe(200);
});

test("who may not call at all is told by HTTP, with the id of the message", async () => {
  const answer = await served.post(who, { authorization: "Bearer old" });

  expect(answer).toMatchObject({
    status: 401,
    json: {
      jsonrpc: "2.0",
      id: 1,
      error: { code: -32_000, message: "The token has ended.", data: { status: 401, code: "UNAUTHORIZED" } },
    },
  });
  expect(answer.headers.get("www-authenticate")).toBe("Bearer");
});

test("createContext is told which procedure is called, and with what", async () => {
  const seen: unknown[] = [];
  await using told = await serve({
    createContext: async ({ info }) => {
      seen.push([info.type, info.calls[0]?.path, await info.calls[0]?.getRawInput()]);
      return { user: "x", seen: () => {} };
    },
  });

  await told.post(call({ name: "kinds_scalar", arguments: { input: "2" } }));
  await told.post({ jsonrpc: "2.0", id: 1, method: "tools/list" });

  expect(seen).toEqual([
    ["query", "kinds.scalar", 2n],
    ["unknown", undefined, undefined],
  ]);
});
