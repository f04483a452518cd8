import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectMcp, problemOf } from "./mcp-client.ts";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

const args = ["--conditions=@tenon/source", join(import.meta.dirname, "../../cli/src/main.ts"), "mcp"];

let server: TestApp;
let ada: Person;
beforeAll(async () => {
  server = await startTestApp({ MCP: "write" });
  ada = await server.join("ada");
});
afterAll(() => server[Symbol.asyncDispose]());

type Env = Record<string, string>;
const environment = (env: Env = {}): Env => ({
  PATH: process.env["PATH"] ?? "",
  XDG_CONFIG_HOME: "/nonexistent",
  TENON_URL: server.url,
  ...env,
});

/** The official client on the real command line, as an MCP client starts it. */
async function connect(
  env: Env = {},
  era?: string,
): Promise<AsyncDisposable & { client: Client; stderr: () => string }> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args,
    env: environment(env),
    stderr: "pipe",
  });
  let stderr = "";
  transport.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const mode = era === undefined ? ("legacy" as const) : { pin: era };
  const client = new Client({ name: "tests", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(transport);
  return { client, stderr: () => stderr, [Symbol.asyncDispose]: () => client.close() };
}

/** The command line with these lines on stdin, which then ends. */
async function pipe(lines: string[], env: Env = {}) {
  const child = spawn(process.execPath, args, { env: environment(env) });
  child.stdin.end(lines.join("\n"));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  const messages = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: unknown; result?: unknown; error?: { code: number; message: string } });
  return { code: child.exitCode, messages, stderr };
}

const call = (id: unknown, name: string, more: object = {}) =>
  JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: more } });

describe.each([undefined, "2026-07-28"])("a client of the protocol's version %s", (era) => {
  test("sees and calls what it would over HTTP", async () => {
    await using tenon = await connect({ TENON_TOKEN: ada.token }, era);
    const http = await connectMcp(server.url, { authorization: `Bearer ${ada.token}` });

    const { tools } = await tenon.client.listTools();
    const me = await tenon.client.callTool({ name: "me_get" });
    const created = await tenon.client.callTool({
      name: "posts_create",
      arguments: { title: "Übers Meer\u2028", body: "line\u2028separators" },
    });
    const bad = await tenon.client.callTool({ name: "posts_create", arguments: { title: 1 } });

    expect(tools).toEqual((await http.listTools()).tools);
    expect(me.structuredContent).toMatchObject({ username: "ada", email: ada.email });
    expect(created.structuredContent).toMatchObject({ status: "draft", body: "line\u2028separators" });
    expect(problemOf(bad)?.fields?.map(({ path }) => path)).toEqual([["title"], ["body"]]);
    await expect(tenon.client.callTool({ name: "nöpe" })).rejects.toMatchObject({ code: -32_602 });
    expect(tenon.stderr()).toBe("");
    await http.close();
  });
});

test("nobody reads what is public, and is told to sign in for the rest", async () => {
  await using tenon = await connect();

  expect((await tenon.client.callTool({ name: "posts_list" })).structuredContent).toMatchObject({ nextCursor: null });
  expect(problemOf(await tenon.client.callTool({ name: "me_get" }))).toMatchObject({ reason: "UNAUTHENTICATED" });
});

test("the token is the one that login has stored", async () => {
  const config = mkdtempSync(join(tmpdir(), "tenon-mcp-"));
  const login = spawn(process.execPath, [...args.slice(0, 2), "login", "--email", ada.email, "--password-stdin"], {
    env: environment({ XDG_CONFIG_HOME: config }),
  });
  login.stdin.end("a long enough password");
  await once(login, "close");

  const { code, messages } = await pipe([call(1, "me_get")], { XDG_CONFIG_HOME: config, TENON_URL: "" });

  expect(code).toBe(0);
  expect(messages).toEqual([
    expect.objectContaining({
      id: 1,
      result: expect.objectContaining({ structuredContent: expect.objectContaining({ username: "ada" }) }),
    }),
  ]);
  rmSync(config, { recursive: true });
});

test("a token that does not hold is an error of each message, and stderr says what helps", async () => {
  const { code, messages, stderr } = await pipe([call(1, "posts_list"), call("b", "me_get")], {
    TENON_TOKEN: "not-a-session",
  });

  expect(code).toBe(0);
  expect(messages.map(({ id, error }) => [id, error?.code]).toSorted()).toEqual([
    [1, -32_000],
    ["b", -32_000],
  ]);
  expect(stderr).toContain(`${server.url} does not accept the token of TENON_TOKEN.`);
  expect(stderr + JSON.stringify(messages)).not.toContain("not-a-session");
});

test("junk on stdin is answered in the protocol, and the rest goes on", async () => {
  const junk = [
    "hello",
    "",
    "[]",
    `[${call(1, "me_get")}]`,
    '{"jsonrpc":"1.0"}',
    "null",
    "\u0000",
    '{"jsonrpc":"2.0"}',
  ];

  const { code, messages, stderr } = await pipe([...junk, call(0, "system_info")]);

  expect([code, stderr]).toEqual([0, ""]);
  expect(messages.filter(({ error }) => error).map(({ id, error }) => [id, error?.code])).toEqual(
    Array.from({ length: 6 }, () => [null, -32_700]),
  );
  expect(messages.find(({ id }) => id === 0)).toHaveProperty("result.structuredContent.name", "Tenon");
});

test("a notification has no answer, and what a client cancels has none either", async () => {
  const notification = JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" });
  const cancelled = JSON.stringify({
    jsonrpc: "2.0",
    method: "notifications/cancelled",
    params: { requestId: 1 },
  });

  const { code, messages } = await pipe([notification, call(1, "posts_list"), cancelled, call(2, "system_info")]);

  expect([code, messages.map(({ id }) => id)]).toEqual([0, [2]]);
});

test("a server that is not there, or serves no tools, is an error of the message and a sentence on stderr", async () => {
  await using off = await startTestApp({ MCP: "off" });

  const absent = await pipe([call(1, "me_get")], { TENON_URL: "http://127.0.0.1:9" });
  const toolless = await pipe([call(1, "me_get")], { TENON_URL: off.url });

  expect(absent.messages).toEqual([
    expect.objectContaining({
      id: 1,
      error: { code: -32_000, message: expect.stringContaining("Nothing answers at") },
    }),
  ]);
  expect(absent.stderr).toContain("tenon: Nothing answers at http://127.0.0.1:9");
  expect(toolless.messages).toEqual([
    expect.objectContaining({ id: 1, error: { code: -32_000, message: `${off.url} serves no tools.` } }),
  ]);
});
