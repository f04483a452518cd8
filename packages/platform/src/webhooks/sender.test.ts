import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { createWebhookSender, type SenderOptions } from "./sender.ts";

const never = new AbortController().signal;
const message = { headers: { "content-type": "application/json", "webhook-id": "1" }, body: '{"a":"é"}' };
const local: SenderOptions = { allowPrivate: true, requireHttps: false };

type Sink = AsyncDisposable & { url: string; port: number };

async function listening(server: ReturnType<typeof createTcpServer>, sockets = new Set<Socket>()): Promise<Sink> {
  server.on("connection", (socket: Socket) => {
    sockets.add(socket.on("error", () => {}));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook?a=1`,
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
const sink = (answer: RequestListener) => listening(createServer(answer));
const rawSink = (answer: (socket: Socket) => void) => listening(createTcpServer(answer));

const send = (url: string, options: SenderOptions = local) =>
  createWebhookSender(options)
    .send({ url, ...message }, never)
    .catch((error: Error) => error.message);

test("a message arrives byte for byte, and its answer comes back", async () => {
  const seen: unknown[] = [];
  await using receiver = await sink((req, res) => {
    void text(req).then((body) => {
      seen.push([req.method, req.url, req.headers["webhook-id"], req.headers.host, body]);
      res.writeHead(429, { "retry-after": "7" }).end("later\0");
    });
  });

  const answer = await send(receiver.url);

  expect(answer).toEqual({ status: 429, retryAfter: "7", excerpt: "later\u{fffd}" });
  expect(seen).toEqual([["POST", "/hook?a=1", "1", `127.0.0.1:${receiver.port}`, message.body]]);
});

test("a redirect is an answer like another: nobody goes where it leads", async () => {
  let calls = 0;
  await using secret = await sink((_, res) => {
    calls += 1;
    res.end();
  });
  await using receiver = await sink((_, res) => res.writeHead(302, { location: secret.url }).end());

  expect(await send(receiver.url)).toMatchObject({ status: 302 });
  expect(calls).toBe(0);
});

test("the connection goes to the address that was judged, by the name that was given", async () => {
  const hosts: (string | undefined)[] = [];
  await using receiver = await sink((req, res) => {
    hosts.push(req.headers.host);
    res.end();
  });
  let lookUps = 0;
  const resolve = () => {
    lookUps += 1;
    return Promise.resolve([{ address: "127.0.0.1", family: 4 }]);
  };

  const answer = await send(`http://hooks.example.test:${receiver.port}/`, { ...local, resolve });

  expect(answer).toMatchObject({ status: 200 });
  expect(hosts).toEqual([`hooks.example.test:${receiver.port}`]);
  expect(lookUps).toBe(1);
});

test("TLS asks for the name, not for the address", async () => {
  const hello = Promise.withResolvers<Buffer>();
  await using receiver = await rawSink((socket) => {
    socket.once("data", (bytes) => {
      hello.resolve(Buffer.from(bytes));
      socket.destroy();
    });
  });
  const resolve = () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]);

  const answer = await send(`https://hooks.example.test:${receiver.port}/`, { ...local, resolve });

  expect((await hello.promise).includes("hooks.example.test")).toBe(true);
  expect(answer).toMatch(/^the connection failed: /);
});

test("a name is judged anew for each message: one that turns private is not called", async () => {
  let calls = 0;
  await using receiver = await sink((_, res) => {
    calls += 1;
    res.end();
  });
  const turns = ["93.184.215.14", "127.0.0.1"];
  const resolve = () => Promise.resolve([{ address: turns.shift() ?? "127.0.0.1", family: 4 }]);
  const sender = createWebhookSender({ allowPrivate: false, requireHttps: false, resolve });
  const url = `http://hooks.example.test:${receiver.port}/`;

  expect(await sender.faultOf(url)).toBeUndefined();
  await expect(sender.send({ url, ...message }, never)).rejects.toThrow("not public");
  expect(calls).toBe(0);
});

test("private addresses are called nowhere but in development", async () => {
  let calls = 0;
  await using receiver = await sink((_, res) => {
    calls += 1;
    res.end();
  });

  expect(await send(receiver.url, { allowPrivate: false, requireHttps: false })).toContain("not public");
  expect(await send(receiver.url, { allowPrivate: false, requireHttps: true })).toContain("https://");
  expect(calls).toBe(0);
});

test("of an answer without end no more than its beginning is read", async () => {
  let written = 0;
  await using receiver = await sink((_, res) => {
    const chunk = Buffer.alloc(16_384, "x");
    const more = () => {
      while (!res.destroyed && res.write(chunk)) written += chunk.length;
    };
    res.on("drain", more).writeHead(200);
    more();
  });

  const answer = await send(receiver.url);

  expect(answer).toEqual({ status: 200, excerpt: "x".repeat(1024) });
  expect(written).toBeLessThan(50_000_000);
});

test("who is silent, or drips, or never ends is given up in time", async () => {
  const silent = await rawSink(() => {});
  const mute = await sink(() => {});
  const dripping = await sink((_, res) => {
    res.writeHead(200).flushHeaders();
    const timer = setInterval(() => res.write("."), 20);
    res.on("close", () => clearInterval(timer));
  });
  const stuck = { ...local, timeoutMs: 200, resolve: () => new Promise<never>(() => {}) };
  await using stack = new AsyncDisposableStack();
  for (const receiver of [silent, mute, dripping]) stack.use(receiver);

  const answers = await Promise.all([
    ...[silent, mute, dripping].map(({ url }) => send(url, { ...local, timeoutMs: 200 })),
    send("http://hooks.example.test", stuck),
  ]);

  expect(new Set(answers)).toEqual(new Set(["there was no whole answer in time"]));
  expect(await createWebhookSender(stuck).faultOf("http://hooks.example.test")).toBe(
    "there was no whole answer in time",
  );
});

test.each([
  ["closes at once", (socket: Socket) => socket.destroy()],
  ["closes within its answer", (socket: Socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf")],
  ["speaks no HTTP", (socket: Socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n")],
  [
    "switches protocols",
    (socket: Socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
  ],
  ["has endless headers", (socket: Socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}`)],
])("who %s has not answered", async (_, behave) => {
  await using receiver = await rawSink((socket) => {
    socket.once("data", () => behave(socket));
  });

  expect(await send(receiver.url)).toMatch(/^the connection /);
});

test("a port at which nobody listens is told as such", async () => {
  const receiver = await sink(() => {});
  await receiver[Symbol.asyncDispose]();

  expect(await send(receiver.url)).toBe("the connection failed: ECONNREFUSED");
});

test("whoever sends can give up", async () => {
  await using receiver = await sink(() => {});
  const giveUp = new AbortController();
  const sent = createWebhookSender(local).send({ url: receiver.url, ...message }, giveUp.signal);

  giveUp.abort();

  await expect(sent).rejects.toMatchObject({ name: "SendError" });
  await expect(createWebhookSender(local).send({ url: receiver.url, ...message }, giveUp.signal)).rejects.toMatchObject(
    {
      name: "SendError",
    },
  );
});
