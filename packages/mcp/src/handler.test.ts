import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallToolResult } from "@modelcontextprotocol/client";
import { createRestHandler } from "@tenon/openapi";
import { describe, expect, test } from "vitest";
import { createMcpHandler } from "./index.ts";
import { router } from "./router.fixture.ts";
import { eras, serve } from "./serve.fixture.ts";

const at = "2026-01-02T03:04:05.000Z";
const every = { at, big: "12345678901234567890", tags: ["a", "b", "a"], days: { x: at } };
const tree = { name: "a", planted: at, children: [{ name: "b", planted: at, children: [] }] };

/** The problem that a failed call holds. */
function problemIn({ isError, content, structuredContent }: CallToolResult): unknown {
  const [part] = content;
  expect([isError, structuredContent, part?.type]).toEqual([true, undefined, "text"]);
  return part?.type === "text" ? JSON.parse(part.text) : undefined;
}

describe.each(eras)("a client of the era %s", (era) => {
  test("is told who it talks to, and sees tools that read", async () => {
    await using served = await serve({ instructions: "Be kind." });

    const client = await served.connect(era);
    const { tools } = await client.listTools();

    expect(client.getServerVersion()).toMatchObject({ name: "test", version: "1.0.0" });
    expect(client.getInstructions()).toBe("Be kind.");
    expect(client.getServerCapabilities()).toEqual({ tools: {} });
    expect(tools).toEqual(served.mcp.tools);
    expect(tools.map(({ name }) => name)).toContain("things_get");
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
  });

  test.each<[string, Record<string, unknown>, unknown]>([
    ["kinds_every", every, { ...every, tags: ["a", "b"] }],
    ["kinds_tree", tree, tree],
    ["kinds_union", { input: { kind: "square", side: "4" } }, { output: { kind: "square", side: "4" } }],
    ["kinds_scalar", { input: "21" }, { output: "42" }],
    ["kinds_list", {}, { output: [] }],
    ["kinds_nothing", {}, undefined],
    ["kinds_optional", {}, { limit: null }],
    ["kinds_optional", { input: { limit: 3 } }, { limit: 3 }],
    ["kinds_filter", {}, { isAbsent: true }],
    ["kinds_filter", { limit: 1 }, { isAbsent: false }],
    ["kinds_maybe", {}, {}],
    ["kinds_maybe", { id: "a" }, { output: { id: "a" } }],
    ["kinds_chained", { id: "a", at }, { id: "a", year: 2026 }],
  ])("calls %s with %j", async (name, args, expected) => {
    await using served = await serve();
    const client = await served.connect(era);

    const result = await client.callTool({ name, arguments: args });

    expect(result.isError).toBeUndefined();
    expect(result.structuredContent).toEqual(expected);
    expect(result.content).toEqual(expected === undefined ? [] : [{ type: "text", text: JSON.stringify(expected) }]);
  });

  test("a procedure is given values, not their JSON", async () => {
    await using served = await serve();
    const client = await served.connect(era);

    await client.callTool({ name: "kinds_every", arguments: every });

    expect(served.events).toEqual([`${Date.parse(at)} bigint 2 1`]);
  });

  test("an output without a schema is text alone", async () => {
    await using served = await serve();
    const client = await served.connect(era);

    const { content, structuredContent } = await client.callTool({ name: "kinds_unsaid" });

    expect(content).toEqual([{ type: "text", text: '{"big":"1"}' }]);
    expect(structuredContent).toBeUndefined();
  });

  test("mutations are neither seen nor called, unless the server allows writes", async () => {
    await using reads = await serve();
    await using writes = await serve({ writes: true });
    const [reader, writer] = [await reads.connect(era), await writes.connect(era)];
    const create = { name: "things_create", arguments: { id: "a" } };

    await expect(reader.callTool(create)).rejects.toMatchObject({ code: -32_602 });
    expect(reads.events).toEqual([]);
    expect((await writer.callTool(create)).structuredContent).toEqual({ id: "a" });
    expect(writes.events).toEqual(["created a"]);
    expect((await writer.listTools()).tools.map(({ name }) => name)).toContain("things_create");
  });

  test("bad arguments are a result that names the field", async () => {
    await using served = await serve();
    const client = await served.connect(era);

    const result = await client.callTool({ name: "things_get", arguments: { id: 1 } });

    expect(problemIn(result)).toMatchObject({ status: 400, code: "BAD_REQUEST", errors: [{ pointer: "#/id" }] });
  });

  test("a refusal of the procedure is a result that holds the problem", async () => {
    await using served = await serve();
    const client = await served.connect(era);

    const result = await client.callTool({ name: "things_get", arguments: { id: "none" } });

    expect(problemIn(result)).toMatchObject({ status: 404, code: "NOT_FOUND", detail: "There is no such thing." });
    expect(served.failures).toContain("NOT_FOUND");
  });

  test("a fault of ours is a result without its words", async () => {
    await using served = await serve();
    const client = await served.connect(era);

    const result = await client.callTool({ name: "things_get", arguments: { id: "bug" } });

    expect(problemIn(result)).toEqual({
      title: "Internal Server Error",
      status: 500,
      code: "INTERNAL_SERVER_ERROR",
    });
  });

  test.each(["nope", "things_secret", "things.get", "__proto__", "constructor", ""])(
    "the unknown tool %j is invalid params",
    async (name) => {
      await using served = await serve();
      const client = await served.connect(era);

      await expect(client.callTool({ name })).rejects.toMatchObject({ code: -32_602 });
    },
  );

  test("the context is made of the request's headers", async () => {
    await using served = await serve();
    const client = await served.connect(era, { authorization: "Bearer new" });

    expect((await client.callTool({ name: "who" })).structuredContent).toEqual({ user: "Bearer new" });
  });

  test("a client that leaves aborts the procedure", async () => {
    await using served = await serve();
    const client = await served.connect(era);
    const controller = new AbortController();

    const call = client.callTool({ name: "slow_wait" }, { signal: controller.signal });
    call.catch(() => {});
    await served.seen("waiting");
    controller.abort();
    // The older protocol tells by a message, which a server without sessions cannot follow: it listens to the connection.
    if (era === "legacy") await client.close();

    await served.seen("aborted");
    await expect(call).rejects.toThrow(/abort|closed/i);
  });
});

test("a tool says what REST says of the same procedure", async () => {
  await using served = await serve();
  const rest = await createRestHandler({ router, createContext: () => ({ user: "ann", seen: () => {} }) });
  await using server = createServer((req, res) => void rest.handle(req, res)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = await served.connect();

  for (const id of ["a", "none", "bug"]) {
    const overRest = await fetch(`${url}/things/${id}`);
    const { content } = await client.callTool({ name: "things_get", arguments: { id } });

    expect(content).toEqual([{ type: "text", text: await overRest.text() }]);
  }
});

test("hooks that throw cost nothing but themselves", async () => {
  const fail = (): never => {
    throw new Error("a hook");
  };
  await using served = await serve({ onError: fail, formatError: fail });
  const client = await served.connect();

  const result = await client.callTool({ name: "things_get", arguments: { id: "none" } });
  const refused = await served.post("{");

  expect(problemIn(result)).toMatchObject({ status: 500 });
  expect(refused).toMatchObject({ status: 500, json: { error: { code: -32_603 } } });
});

test.each([
  ["a status that is none of a failure", { status: 200, code: "FINE" }],
  ["what JSON cannot hold", { status: 404, code: "GONE", id: 1n }],
])("a formatter's problem with %s is a 500", async (_, problem) => {
  await using served = await serve({ formatError: () => problem });
  const client = await served.connect();

  const result = await client.callTool({ name: "things_get", arguments: { id: "none" } });
  const refused = await served.post("{");

  expect(problemIn(result)).toMatchObject({ status: 500 });
  expect(refused).toMatchObject({ status: 500, json: { error: { code: -32_603 } } });
});

test("a header that HTTP has no form for costs itself alone", async () => {
  const headers = { "X-Broken": "a\nb", "X-Whole": "a" };
  await using served = await serve({ formatError: () => ({ status: 418, code: "TEAPOT", headers }) });

  const refused = await served.post("{");

  expect(refused.status).toBe(418);
  expect(refused.headers.get("X-Whole")).toBe("a");
  expect(refused.headers.has("X-Broken")).toBe(false);
});

test("a router without a context needs none to be made", async () => {
  const { initTRPC } = await import("@trpc/server");
  const t = initTRPC.meta<{ mcp?: boolean }>().create();
  const handler = await createMcpHandler({
    router: t.router({ one: t.procedure.meta({ mcp: true }).query(() => 1) }),
    info: { name: "test", version: "1" },
  });

  expect(handler.tools).toEqual([
    {
      name: "one",
      inputSchema: { type: "object", properties: {}, additionalProperties: false },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
  ]);
});
