import { once } from "node:events";
import { connect } from "node:net";
import { createClient } from "@tenon/client";
import { inTransaction } from "@tenon/core/work";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { startTestApp, type TestApp } from "./test-app.ts";

type Message = {
  id: number | null;
  result?: { type?: string; data?: { json?: unknown } };
  error?: { json: { data: object } };
};

const open = async ({ url }: TestApp, { path = "/trpc", ...options }: { path?: string; origin?: string } = {}) => {
  const socket = new WebSocket(url.replace("http", "ws") + path, options);
  const messages: Message[] = [];
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text.startsWith("{")) messages.push(JSON.parse(text) as Message);
  });
  await once(socket, "open");
  // What superjson makes of no input.
  const input = { json: null, meta: { values: ["undefined"], v: 1 } };
  const message = (id: number, method: string, params: object) => ({ id, method, params: { input, ...params } });
  const ask = (id: number, method: string, params: object) => socket.send(JSON.stringify(message(id, method, params)));
  return { socket, messages, ask, message, [Symbol.dispose]: () => socket.terminate() };
};

/** The status that an upgrade is refused with. */
const refusalOf = async ({ url }: TestApp, path: string, options: object = {}): Promise<number | undefined> => {
  const socket = new WebSocket(url.replace("http", "ws") + path, options);
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, { statusCode?: number }];
  socket.on("error", () => {});
  socket.terminate();
  return response.statusCode;
};

test("a page of another origin is not let in, nor any other path, nor more than a network may have", async () => {
  await using app = await startTestApp({ STREAMS_PER_NETWORK: "2" });

  const foreign = await refusalOf(app, "/trpc", { origin: "https://evil.example" });
  const elsewhere = [await refusalOf(app, "/"), await refusalOf(app, "/api/v1/posts/events")];
  using trusted = await open(app, { origin: "https://app.example.com" });
  using second = await open(app);
  const third = await refusalOf(app, "/trpc");
  second.socket.close();
  await once(second.socket, "close");

  expect(foreign).toBe(403);
  expect(app.lines).toContainEqual(
    expect.objectContaining({ message: "upgrade refused", status: 403, origin: "https://evil.example" }),
  );
  expect(elsewhere).toEqual([404, 404]);
  expect(trusted.socket.readyState).toBe(WebSocket.OPEN);
  expect(third).toBe(429);
  await eventually(async () => {
    using again = await open(app);
    expect(again.socket.readyState).toBe(WebSocket.OPEN);
  });
});

test("a handshake that fails takes no place of its network", async () => {
  await using app = await startTestApp({ STREAMS_PER_NETWORK: "1" });
  const headers = "Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13";
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  socket.write(`GET /trpc HTTP/1.1\r\n${headers}\r\nSec-WebSocket-Key: nonsense\r\n\r\n`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();

  using connection = await open(app);

  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
  expect(connection.socket.readyState).toBe(WebSocket.OPEN);
});

test("queries answer over it too, by whoever the token is of at that moment; credentials are refused", async () => {
  await using app = await startTestApp();
  const ada = await app.join("ada");
  using connection = await open(app, { path: "/trpc?connectionParams=1" });
  connection.socket.send(JSON.stringify({ method: "connectionParams", data: { token: ada.token } }));

  connection.ask(1, "query", { path: "me.get" });
  await eventually(() => expect(connection.messages).toHaveLength(1));
  connection.ask(2, "mutation", { path: "auth.login", input: { json: { email: ada.email, password: "x" } } });
  await eventually(() => expect(connection.messages).toHaveLength(2));
  await ada.client.auth.logout.mutate();
  connection.ask(3, "query", { path: "me.get" });

  await eventually(() => expect(connection.messages).toHaveLength(3));
  const [first, second, third] = connection.messages;
  expect(first?.result?.data?.json).toMatchObject({ username: "ada" });
  expect(second?.error?.json.data).toMatchObject({ reason: "BATCH_REFUSED" });
  expect(third?.error?.json.data).toMatchObject({ reason: "UNAUTHENTICATED" });
});

test.each([
  ["is ended", (server: TestApp, id: string) => server.app.deps.db.session.deleteMany({ where: { userId: id } })],
  [
    "has been idle for too long",
    (server: TestApp, id: string) =>
      server.app.deps.db.session.updateMany({
        where: { userId: id },
        data: { expiresAt: new Date(Date.now() + 1000) },
      }),
  ],
  [
    "has reached its last day",
    (server: TestApp, id: string) =>
      server.app.deps.db.session.updateMany({ where: { userId: id }, data: { absoluteExpiresAt: new Date() } }),
  ],
] as const)(
  "a connection is closed with 4401 when its session %s, on every node; another's stays",
  { timeout: 60_000 },
  async (_, end) => {
    await using app = await startTestApp();
    await using node = await startTestApp({ DATABASE_URL: app.databaseUrl });
    const [ada, bob] = [await app.join("ada"), await app.join("bob")];
    const follow = async (server: TestApp, token: string) => {
      const connection = await open(server, { path: "/trpc?connectionParams=1" });
      connection.socket.send(JSON.stringify({ method: "connectionParams", data: { token } }));
      connection.ask(1, "subscription", { path: "posts.events" });
      await eventually(() => expect(connection.messages.length).toBeGreaterThan(0));
      return connection;
    };
    using here = await follow(app, ada.token);
    using there = await follow(node, ada.token);
    using others = await follow(node, bob.token);
    const closed = [here, there].map(async ({ socket, messages }) => {
      const [code] = (await once(socket, "close")) as [number];
      return [code, messages.find(({ error }) => error)?.error?.json.data];
    });

    await end(app, ada.id);

    for (const one of await Promise.all(closed)) expect(one).toMatchObject([4401, { reason: "UNAUTHENTICATED" }]);
    expect(others.socket.readyState).toBe(WebSocket.OPEN);
  },
);

test("a message that is too large, or too many of them, end the connection and nothing else", async () => {
  await using app = await startTestApp({ MAX_BODY_BYTES: "4096" });
  using large = await open(app);
  using flood = await open(app);
  using garbage = await open(app);
  using batches = await open(app);
  const codes = [large, flood, batches].map(async ({ socket }) => ((await once(socket, "close")) as [number])[0]);

  large.socket.send("x".repeat(9000));
  for (let count = 0; count < 500; count += 1) flood.socket.send("{}");
  garbage.socket.send("\u0000{[");
  garbage.ask(1, "query", { path: "system.info" });
  const many = (count: number) =>
    JSON.stringify(Array.from({ length: count }, (_, id) => batches.message(id, "query", { path: "system.info" })));
  batches.socket.send(many(5));
  await eventually(() => expect(batches.messages).toHaveLength(5));
  for (let count = 0; count < 5; count += 1) batches.socket.send(many(10));
  batches.socket.send(` \n[${"1,".repeat(900)}1]`);

  expect(await Promise.all(codes)).toEqual([1009, 1008, 1008]);
  await eventually(() => expect(garbage.messages.some(({ id, result }) => id === 1 && result)).toBe(true));
});

test("a client that is sent away and stays is not listened to", async () => {
  await using app = await startTestApp();
  const ada = await app.join("ada");
  using flood = await open(app, { path: "/trpc?connectionParams=1" });
  flood.socket.send(JSON.stringify({ method: "connectionParams", data: { token: ada.token } }));
  const input = { json: { title: "T", body: "B" } };
  flood.ask(0, "mutation", { path: "posts.create", input });
  await eventually(() => expect(flood.messages).toHaveLength(1));

  // It does not read that it should go.
  flood.socket.pause();
  for (let id = 1; id <= 1000; id += 1) flood.ask(id, "mutation", { path: "posts.create", input });
  const closed = once(flood.socket, "close");
  await eventually(async () => expect(await app.app.deps.db.post.count()).toBeGreaterThan(100));
  flood.socket.resume();
  await closed;

  // As many as two seconds allow, which may be the case where one ends meanwhile.
  expect(await app.app.deps.db.post.count()).toBeLessThanOrEqual(1 + 2 * 200);
});

test("a client that does not read is cut off, with little kept for it, and resumes", { timeout: 60_000 }, async () => {
  await using app = await startTestApp();
  const { deps } = app.app;
  const ada = await app.join("ada");
  using deaf = await open(app);
  deaf.ask(1, "subscription", { path: "posts.events" });
  await eventually(() => expect(deaf.messages).toHaveLength(1));
  const post = await ada.client.posts.create.mutate({ title: "T", body: "B", published: true });
  await eventually(() => expect(deaf.messages).toHaveLength(2));
  const last = (deaf.messages[1]!.result as { id?: string }).id;
  deaf.socket.pause();

  const data = { id: post.id, slug: "s", title: "x".repeat(20_000), status: "published", version: 1, authorId: ada.id };
  for (let count = 0; count < 20; count += 1)
    await inTransaction(deps, async (work) => {
      for (let n = 0; n < 100; n += 1) work.publish({ channel: "posts", type: "post.updated", data });
    });
  await eventually(() => expect(deps.streams.size).toBe(0), { timeout: 20_000 });
  deaf.socket.resume();
  await once(deaf.socket, "close");
  const seen = new Set<string>();
  const { unsubscribe } = createClient({ url: app.url, subscriptions: "ws" }).posts.events.subscribe(
    { lastEventId: last },
    { onData: ({ id }) => void seen.add(id) },
  );

  await eventually(() => expect(seen.size).toBe(2000), { timeout: 30_000 });
  // A megabyte of ours, and what the kernel had taken: of 40.
  expect(deaf.messages.length).toBeLessThan(1000);
  unsubscribe();
});

test("streams that are opened and left in a moment leave nothing behind", { timeout: 60_000 }, async () => {
  await using app = await startTestApp();
  const { streams } = app.app.deps;

  for (let round = 0; round < 10; round += 1) {
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        if (index % 2 === 0) {
          using connection = await open(app);
          connection.ask(1, "subscription", { path: "posts.events" });
          if (index % 4 === 0) await eventually(() => expect(connection.messages).toHaveLength(1));
        } else {
          const leave = new AbortController();
          const reading = fetch(`${app.url}/trpc/posts.events`, {
            headers: { accept: "text/event-stream" },
            signal: leave.signal,
          });
          if (index % 4 === 1) await reading;
          leave.abort();
          await reading.catch(() => {});
        }
      }),
    );
  }

  await eventually(() => expect(streams.size).toBe(0));
});

test("what asks for another protocol than WebSocket is served as it came", async () => {
  await using app = await startTestApp();
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  socket.write(
    "GET /api/v1/tags HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
  );

  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();

  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 OK/);
});

test("an upgrade may name the whole address, as a proxy's client does", async () => {
  await using app = await startTestApp();
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  socket.write(
    "GET http://localhost/trpc HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );

  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();

  expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
});

test("a refused upgrade holds no connection, however long the other side keeps its half open", async () => {
  await using app = await startTestApp();
  const socket = connect({ port: Number(new URL(app.url).port), host: "127.0.0.1", allowHalfOpen: true });
  socket.write(
    "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );
  socket.resume();
  await once(socket, "end");

  const connections = () => new Promise((resolve) => app.app.server.getConnections((_, count) => resolve(count)));

  await eventually(async () => expect(await connections()).toBe(0));
  socket.destroy();
});
