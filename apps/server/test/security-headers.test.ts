import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { upload } from "./files/file-calls.ts";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

const evil = "https://evil.example.com";

let server: TestApp;
let ada: Person;
beforeAll(async () => {
  server = await startTestApp({ PUBLIC_URL: "https://api.example.com", MCP: "write", CONDUIT: "true" });
  ada = await server.join("ada");
});
afterAll(() => server[Symbol.asyncDispose]());

type Exchange = { status: number; headers: Headers; body: string };

async function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Exchange> {
  const answer = await fetch(server.url + path, { method, headers, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** What every answer says, whoever gives it. */
const everywhere = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-site",
  "origin-agent-cluster": "?1",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "x-frame-options": "DENY",
  "x-permitted-cross-domain-policies": "none",
};

/** What is wrong with an answer's headers (ASVS 5.0 3.4.1–3.4.6, 4.1.1, 13.4.6). */
function faultsOf({ headers, body }: Pick<Exchange, "headers" | "body">): string[] {
  const policy = headers.get("content-security-policy") ?? "";
  const type = headers.get("content-type") ?? "";
  const wrong = Object.entries(everywhere).flatMap(([name, value]) =>
    headers.get(name) === value ? [] : [`${name}: ${headers.get(name)}`],
  );
  for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    if (!policy.split("; ").includes(directive)) wrong.push(`${directive} is not in: ${policy}`);
  // Pages with a form that comes back to us, for which browsers would say `Origin: null` otherwise.
  if (!["no-referrer", "same-origin"].includes(headers.get("referrer-policy") ?? "")) wrong.push("referrer-policy");
  if (body !== "" && type === "") wrong.push("no content-type");
  if (/^text\/|xml/.test(type) && !/; ?charset=utf-8$/.test(type)) wrong.push(`content-type: ${type}`);
  for (const name of ["server", "x-powered-by"]) if (headers.has(name)) wrong.push(name);
  return wrong;
}

describe("the security headers and the content type are on", () => {
  test.each<[string, number, string, Record<string, string>?]>([
    ["REST", 200, "GET /api/v1/posts"],
    ["REST", 401, "GET /api/v1/me"],
    ["REST", 403, "POST /api/v1/auth/logout", { origin: evil }],
    ["REST", 404, "GET /api/v1/nope"],
    ["REST", 405, "DELETE /api/v1/posts"],
    ["REST", 406, "GET /api/v1/posts", { accept: "text/html" }],
    ["tRPC", 200, "GET /trpc/system.info"],
    ["tRPC", 401, "GET /trpc/me.get"],
    ["tRPC", 403, "POST /trpc/auth.logout", { origin: evil, "content-type": "application/json" }],
    ["tRPC", 404, "GET /trpc/nope"],
    ["tRPC", 405, "GET /trpc/auth.logout"],
    ["MCP", 405, "GET /mcp"],
    ["Conduit", 200, "GET /conduit/api/tags"],
    ["Conduit", 401, "GET /conduit/api/user"],
    ["the index", 200, "GET /"],
    ["the reference", 200, "GET /docs"],
    ["its script", 200, "GET /docs/reference.js"],
    ["what begins it", 200, "GET /docs/init.js"],
    ["the document", 200, "GET /openapi.json"],
    ["the pages of problems", 200, "GET /problems"],
    ["a page of a problem", 200, "GET /problems/not-found"],
    ["the page of devices", 200, "GET /device"],
    ["a page of accounts", 200, "GET /account/reset-password"],
    ["an unknown page of accounts", 404, "GET /account/nope"],
    ["the page that stops mail", 400, "GET /mail/unsubscribe"],
    ["a provider that is none", 404, "GET /auth/start/nope"],
    ["the keys of tokens", 200, "GET /.well-known/jwks.json"],
    ["messages of strangers", 404, "POST /webhooks/in/nope"],
    ["a file that is not there", 404, "GET /api/v1/files/01890a5d-ac96-774b-bcce-b302099a8057/content"],
    ["an upload that is none", 403, "PUT /files/u/nope"],
    ["health", 200, "GET /health/ready"],
    ["nothing", 404, "GET /nope"],
    [
      "a preflight",
      204,
      "OPTIONS /trpc/posts.create",
      { origin: "https://app.example.com", "access-control-request-method": "POST" },
    ],
  ])("%s: %i", async (...[, status, route, headers = {}]) => {
    const [method = "", path = ""] = route.split(" ");

    const answer = await ask(method, path, headers);

    expect([answer.status, faultsOf(answer)]).toEqual([status, []]);
  });

  test("a fault of ours, on both transports", async () => {
    const { tag } = server.app.deps.db;
    const original = tag.findMany;
    Object.assign(tag, { findMany: () => Promise.reject(new Error("the secret cause")) });
    try {
      const [rest, trpc] = [await ask("GET", "/api/v1/tags"), await ask("GET", "/trpc/tags.list")];

      expect([rest.status, trpc.status]).toEqual([500, 500]);
      expect([...faultsOf(rest), ...faultsOf(trpc)]).toEqual([]);
    } finally {
      Object.assign(tag, { findMany: original });
    }
  });

  test("a private file, whole, in part and beyond its end", async () => {
    const { body: file } = await upload([server, ada], "some words", { name: "words.txt", type: "text/plain" });
    const read = (range: string) =>
      ask("GET", `/api/v1/files/${file.id}/content`, { authorization: `Bearer ${ada.token}`, ...(range && { range }) });

    const answers = [await read(""), await read("bytes=0-1"), await read("bytes=99-")];

    expect(answers.map(({ status }) => status)).toEqual([200, 206, 416]);
    expect(answers.flatMap(faultsOf)).toEqual([]);
  });

  test("a WebSocket that is refused", async () => {
    const refusalOf = async (path: string, options: object) => {
      const socket = new WebSocket(server.url.replace("http", "ws") + path, options);
      const [, response] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
      socket.on("error", () => {});
      socket.terminate();
      const headers = new Headers(response.headers as Record<string, string>);
      return { status: response.statusCode, faults: faultsOf({ headers, body: "" }) };
    };

    expect(await refusalOf("/trpc", { origin: evil })).toEqual({ status: 403, faults: [] });
    expect(await refusalOf("/nope", {})).toEqual({ status: 404, faults: [] });
  });
});
