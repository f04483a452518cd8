import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { eventually } from "@tenon/db/testing";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const rotated = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;

let server: TestApp;
let admin: Person;

beforeAll(async () => {
  const WEBHOOK_INBOX_SECRETS = `resend=${secret},resend=${rotated},constructor=${secret}`;
  const env = { JOBS: "inline", WEBHOOK_ALLOW_PRIVATE: "true", WEBHOOK_INBOX_SECRETS };
  server = await startTestApp(env, { poolSize: 10 });
  admin = await server.join("root", "admin");
});
afterAll(() => server[Symbol.asyncDispose]());

function signed(body: string, { id = "msg_1", by = secret, prefix = "webhook" } = {}): Record<string, string> {
  const at = new Date();
  return {
    "content-type": "application/json",
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1000)),
    [`${prefix}-signature`]: new Webhook(by).sign(id, at, body),
  };
}

const send = (provider: string, init: RequestInit) =>
  fetch(`${server.url}/webhooks/in/${provider}`, { method: "POST", ...init });

/** A receiver that keeps what it gets. */
async function receiver() {
  const bodies: { headers: Record<string, unknown>; body: string }[] = [];
  const http = createServer((req, res) => {
    void text(req).then((body) => {
      bodies.push({ headers: req.headers, body });
      res.writeHead(204).end();
    });
  });
  await once(http.listen(0, "127.0.0.1"), "listening");
  return {
    bodies,
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`,
    [Symbol.dispose]: () => void http.close(),
  };
}

test("a message with a signature is accepted, and does its work once", async () => {
  const bob = await server.join("bob");
  const body = JSON.stringify({ type: "email.bounced", data: { to: [bob.email], bounce: { type: "Permanent" } } });

  const answers = [
    await send("resend", { headers: signed(body), body }),
    await send("resend", { headers: signed(body), body }),
    await send("resend", { headers: signed(body, { id: "msg_2", by: rotated, prefix: "svix" }), body }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  const { db } = server.app.deps;
  await eventually(async () => expect(await db.inboxMessage.count({ where: { handledAt: null } })).toBe(0));
  expect(await db.inboxMessage.count()).toBe(2);
  expect(await db.user.findMany({ where: { emailBouncedAt: { not: null } }, select: { id: true } })).toEqual([
    { id: bob.id },
  ]);
});

const stranger = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;

test.each([
  { what: "no signature", headers: {}, reason: "SIGNATURE_INVALID" },
  { what: "another secret", headers: signed("{}", { by: stranger }), reason: "SIGNATURE_INVALID" },
  { what: "a signature of other bytes", headers: signed("{ }"), reason: "SIGNATURE_INVALID" },
  { what: "an unknown provider", provider: "stripe", headers: signed("{}"), reason: "NOT_FOUND" },
  { what: "no provider", provider: "", headers: signed("{}"), reason: "NOT_FOUND" },
  { what: "a property for a provider", provider: "__proto__", headers: signed("{}"), reason: "NOT_FOUND" },
])("a message with $what is refused as a problem", async ({ provider = "resend", headers, reason }) => {
  const answer = await send(provider, { headers: { ...headers }, body: "{}" });

  expect(answer.status).toBe(reason === "NOT_FOUND" ? 404 : 401);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ reason, requestId: expect.any(String) });
});

test("other methods, too large a body and what is no JSON object are refused, each in its way", async () => {
  const large = JSON.stringify({ text: "x".repeat(300_000) });

  const answers = [
    await fetch(`${server.url}/webhooks/in/resend`),
    await send("resend", { headers: signed(large), body: large }),
    await send("resend", { headers: signed("[]"), body: "[]" }),
    await send("constructor", { headers: signed("{}"), body: "{}" }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([405, 413, 400, 202]);
  expect(answers[0]?.headers.get("allow")).toBe("POST");
});

test("a browser's origin and cookie neither help nor hinder a message", async () => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site", cookie: "tenon_session=x" };

  expect((await send("resend", { headers: { ...signed("{}", { id: "msg_3" }), ...headers }, body: "{}" })).status).toBe(
    202,
  );
  expect((await send("resend", { headers, body: "{}" })).status).toBe(401);
});

test("by REST: a webhook is made, told what happens, and its log read; its secret is shown once", async () => {
  using sink = await receiver();
  const { token } = admin;
  const body = { url: sink.url, events: ["post.published"] };
  const created = await server.rest<{ id: string; secret: string }>("POST /webhooks", { token, body });
  const { id, secret: own } = created.body;

  const post = await admin.client.posts.create.mutate({ title: "Hello", body: "World", published: true });
  await eventually(() => expect(sink.bodies).toHaveLength(1));

  expect([created.status, created.headers.get("location"), created.headers.get("cache-control")]).toEqual([
    201,
    `/api/v1/webhooks/${id}`,
    "no-store, no-transform",
  ]);
  const [message] = sink.bodies;
  const verified = new Webhook(own).verify(message!.body, message!.headers as Record<string, string>);
  expect(verified).toMatchObject({ type: "post.published", data: { id: post.id, post: { title: "Hello" } } });
  const deliveries = await eventually(async () => {
    const listed = await server.rest<{ items: { id: string }[] }>(`GET /webhooks/${id}/deliveries?status=delivered`, {
      token,
    });
    expect(listed.body.items).toHaveLength(1);
    return listed.body.items;
  });
  const log = await server.rest(`GET /webhooks/${id}/deliveries/${deliveries[0]!.id}`, { token });
  expect(log.body).toMatchObject({ payload: message!.body, log: [{ number: 1, status: 204 }] });
  const read = await Promise.all(["/webhooks", `/webhooks/${id}`].map((path) => server.rest(`GET ${path}`, { token })));
  expect(JSON.stringify([read.map((answer) => answer.body), server.lines])).not.toContain(own.slice(6));
});

test("an address that may not be called is refused at once, by its field", async () => {
  const { token } = admin;
  const urls = ["ftp://example.com", "http://ada:pw@127.0.0.1/", "http://does-not-exist.invalid/"];

  const answers = await Promise.all(urls.map((url) => server.rest("POST /webhooks", { token, body: { url } })));

  for (const { status, body } of answers)
    expect([status, body.reason, body.fields?.[0]?.path]).toEqual([400, "INVALID_INPUT", ["url"]]);
});

/** Starts the command line; it says into `said`. */
async function startListening(options: string[], said: string[]) {
  const main = join(import.meta.dirname, "../../cli/src/main.ts");
  const args = ["--conditions=@tenon/source", main, "webhooks", "listen", "--events", "post.*", ...options];
  const env = {
    PATH: process.env["PATH"],
    XDG_CONFIG_HOME: "/nonexistent",
    TENON_URL: server.url,
    TENON_TOKEN: admin.token,
  };
  const cli: ChildProcess = spawn(process.execPath, args, { env });
  for (const stream of [cli.stdout!, cli.stderr!])
    stream.on("data", (chunk: Buffer) => void said.push(chunk.toString()));
  const listeners = () => server.app.deps.db.webhook.count({ where: { kind: "listen" } });
  await eventually(async () => expect(await listeners()).toBe(1));
  return { cli, listeners };
}

test("`tenon webhooks listen --json` tells the secret and then each message on a line, and a Ctrl-C that comes twice is one", async () => {
  const said: string[] = [];
  const { cli, listeners } = await startListening(["--json"], said);

  const post = await admin.client.posts.create.mutate({ title: "In JSON", body: "x", published: true });
  await eventually(() => expect(said.join("").split("\n")).toHaveLength(3));
  const ended = once(cli, "exit");
  cli.kill("SIGINT");
  cli.kill("SIGINT");
  const repeat = setInterval(() => cli.kill("SIGINT"), 5);
  const ending = await ended;
  clearInterval(repeat);

  const [first, message] = said
    .join("")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(first).toEqual({ endpoint: { id: expect.any(String), secret: expect.stringMatching(/^whsec_/) } });
  expect(new Webhook(first.endpoint.secret).verify(message.body, message.headers)).toMatchObject({
    type: "post.published",
    data: { id: post.id },
  });
  expect(ending).toEqual([130, null]);
  expect(await listeners()).toBe(0);
});

test("`tenon webhooks listen` sends on what happens, and leaves nothing behind", async () => {
  using sink = await receiver();
  const said: string[] = [];
  const { cli, listeners } = await startListening(["--forward", sink.url], said);

  const post = await admin.client.posts.create.mutate({ title: "Heard", body: "x", published: true });
  await eventually(() => expect(said.join("")).toMatch(/post\.published {2}[\w-]{36} {2}204 {2}\d+ ms/));
  const own = /whsec_[\w+/=]+/.exec(said.join(""))?.[0] ?? "";
  const [message] = sink.bodies;
  const verified = new Webhook(own).verify(message!.body, message!.headers as Record<string, string>);
  const ended = once(cli, "exit");
  cli.kill("SIGINT");

  expect(verified).toMatchObject({ data: { id: post.id } });
  expect(await ended).toEqual([130, null]);
  expect(await listeners()).toBe(0);
});
