import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Ctx, Deps } from "@tenon/core/ctx";
import { createWebhook, getDelivery, getWebhook, rotateSecret, testWebhook } from "@tenon/core/webhooks";
import { createTestDatabase, eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { openProcess } from "./open.ts";

const dayMs = 86_400_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

type Received = { id: string; timestamp: string; signatures: string[]; body: Buffer };
type Answer = (res: ServerResponse, received: Received) => unknown;

/** A receiver that answers each message as the next of its answers does, and then with 204. */
async function sink(
  stack: AsyncDisposableStack,
  answers: Answer[] = [],
  last: Answer = (res) => res.writeHead(204).end(),
) {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((req: IncomingMessage, res) => {
    const header = (name: string) => String(req.headers[`webhook-${name}`]);
    const [id, timestamp, signatures] = [header("id"), header("timestamp"), header("signature").split(" ")];
    void buffer(req).then((body) => {
      const message = { id, timestamp, signatures, body };
      received.push(message);
      (answers.shift() ?? last)(res, message);
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  stack.defer(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, sockets };
}

/** The signature as a receiver computes it that has nothing but the specification. */
function signed(secret: string, { id, timestamp, body }: Received): string {
  const mac = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"));
  return `v1,${mac.update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

/** Processes on one database. With their clock a day behind, every wait is over as soon as it begins. */
async function workers(
  stack: AsyncDisposableStack,
  { count = 1, overrides }: { count?: number; overrides?: Partial<Deps> } = {},
): Promise<Ctx> {
  const database = stack.use(await createTestDatabase());
  const env = { DATABASE_URL: database.url, MIGRATE_ON_START: "false", WEBHOOK_ALLOW_PRIVATE: "true" };
  const config = readConfig({ NODE_ENV: "test", ...env });
  const opened: Deps[] = [];
  for (let index = 0; index < count; index += 1)
    opened.push(await openProcess(config, { stack, runsJobs: true, overrides: { log: silent, ...overrides } }));
  const call = {
    actor: { kind: "system" },
    requestId: "test",
    signal: new AbortController().signal,
    client: {},
  } as const;
  return { ...opened[0]!, ...call };
}

const input = (url: string) => ({ url, description: "", events: [] });

test("through every kind of failure the same message comes again, until it is taken", async () => {
  await using stack = new AsyncDisposableStack();
  const ctx = await workers(stack, { overrides: { now: () => new Date(Date.now() - dayMs) } });
  const secrets: string[] = [];
  const redirects = await sink(stack);
  const receiver = await sink(stack, [
    (res) => res.writeHead(500).end("broken"),
    (res) => res.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end(),
    (res) => res.writeHead(307, { location: redirects.url }).end(),
    (res) => res.writeHead(200, { "content-length": "99" }).write("half", () => res.destroy()),
    async (res) => {
      secrets.push((await rotateSecret(ctx, { id: webhook.id, overlapHours: 24 })).secret);
      res.writeHead(503, { "retry-after": "1" }).end();
    },
  ]);
  const webhook = await createWebhook(ctx, input(receiver.url));
  secrets.push(webhook.secret);

  const { id: deliveryId } = await testWebhook(ctx, webhook);

  const log = await eventually(async () => {
    const found = await getDelivery(ctx, { id: webhook.id, deliveryId });
    expect(found.status).toBe("delivered");
    return found;
  });
  expect(log.log.map(({ status, error }) => status ?? error).toReversed()).toEqual([
    500,
    302,
    307,
    "the connection failed: ECONNRESET",
    503,
    204,
  ]);
  expect(new Set(receiver.received.map(({ id, body }) => `${id} ${body.toString()}`))).toEqual(
    new Set([`${deliveryId} ${log.payload}`]),
  );
  for (const message of receiver.received.slice(0, 5))
    expect(message.signatures).toEqual([signed(webhook.secret, message)]);
  const last = receiver.received.at(-1)!;
  expect(last.signatures).toEqual([signed(secrets[1]!, last), signed(webhook.secret, last)]);
  expect(redirects.received).toEqual([]);
});

test("twenty endpoints that never answer hold up neither another one nor each other", async () => {
  await using stack = new AsyncDisposableStack();
  const ctx = await workers(stack);
  const dead = await sink(stack, [], () => {});
  const alive = await sink(stack);
  const aliveHook = await createWebhook(ctx, input(alive.url));
  const deadHooks = await Promise.all(Array.from({ length: 20 }, () => createWebhook(ctx, input(dead.url))));
  for (let count = 0; count < 4; count += 1) await Promise.all(deadHooks.map((hook) => testWebhook(ctx, hook)));
  await eventually(() => expect(dead.sockets.size).toBe(40));

  for (let count = 0; count < 30; count += 1) await testWebhook(ctx, aliveHook);
  await eventually(() => expect(alive.received).toHaveLength(30));

  // None of their tries has ended yet, so it was not room made by them.
  expect(dead.sockets.size).toBe(40);
  expect(await ctx.db.webhookAttempt.count({ where: { answerStatus: null } })).toBe(0);
});

test("tries that fail again and again take no place from first ones", async () => {
  await using stack = new AsyncDisposableStack();
  const ctx = await workers(stack, { overrides: { now: () => new Date(Date.now() - dayMs) } });
  const refuse: Answer = (res) => res.writeHead(500).end();
  const dead = await sink(
    stack,
    Array.from({ length: 60 }, () => refuse),
    () => {},
  );
  const alive = await sink(stack);
  const aliveHook = await createWebhook(ctx, input(alive.url));
  const deadHooks = await Promise.all(Array.from({ length: 60 }, () => createWebhook(ctx, input(dead.url))));
  await Promise.all(deadHooks.map((hook) => testWebhook(ctx, hook)));
  await eventually(() => expect(dead.received).toHaveLength(100));

  await testWebhook(ctx, aliveHook);
  await eventually(() => expect(alive.received).toHaveLength(1));

  // Forty retries hang, twenty wait for them, and none has ended.
  expect(dead.received).toHaveLength(100);
  expect(await ctx.db.webhookAttempt.count({ where: { answerStatus: null } })).toBe(0);
});

test("of two workers on one queue each message is sent by one", async () => {
  await using stack = new AsyncDisposableStack();
  const ctx = await workers(stack, { count: 2 });
  const receiver = await sink(stack);
  const webhook = await createWebhook(ctx, input(receiver.url));
  const ids = new Set<string>();

  for (let count = 0; count < 40; count += 1) ids.add((await testWebhook(ctx, webhook)).id);

  await eventually(async () => expect(await ctx.db.webhookDelivery.count({ where: { status: "delivered" } })).toBe(40));
  expect(receiver.received).toHaveLength(40);
  expect(new Set(receiver.received.map(({ id }) => id))).toEqual(ids);
});

test("410 ends it, and a private address is not even called where that is forbidden", async () => {
  await using stack = new AsyncDisposableStack();
  const ctx = await workers(stack);
  const receiver = await sink(stack, [(res) => res.writeHead(410).end()]);
  const webhook = await createWebhook(ctx, input(receiver.url));
  await testWebhook(ctx, webhook);
  await eventually(async () => expect((await getWebhook(ctx, webhook)).disabledReason).toBe("gone"));

  const strict = readConfig({ NODE_ENV: "test", DATABASE_URL: "postgres://localhost/x", MIGRATE_ON_START: "false" });
  const { webhooks: sender } = await openProcess(strict, {
    stack,
    runsJobs: false,
    overrides: { log: silent, db: ctx.db },
  });

  expect(strict.webhooks.allowPrivate).toBe(false);
  expect(await sender.faultOf(receiver.url)).toBe("its host leads to an address that is not public");
  await expect(sender.send({ url: receiver.url, headers: {}, body: "" }, new AbortController().signal)).rejects.toThrow(
    "not public",
  );
  expect(receiver.received).toHaveLength(1);
});
