import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { startTestApp, type TestApp } from "./test-app.ts";

type Sent = { line: string; type: string; head?: string };

/** Sends a body once the answer to its head is there, on a connection that closes with it: the status, and what went wrong. */
async function sendLate({ url }: TestApp, { line, type, head = "" }: Sent) {
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", allowHalfOpen: true });
  const faults: string[] = [];
  let received = "";
  socket.on("data", (data: Buffer) => (received += data.toString("latin1")));
  socket.on("error", ({ message }) => faults.push(message));
  const closed = once(socket, "close");
  socket.write(`${line}\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: 5000000\r\n${head}\r\n`);
  await once(socket, "end");
  socket.end(Buffer.alloc(5_000_000, "a"));
  await closed;
  return { status: received.slice(9, 12), faults };
}

const form = "multipart/form-data; boundary=x";

test.each([
  ["POST /trpc/posts.create", "application/json", "401"],
  ["POST /trpc/nothing", "application/json", "404"],
  ["POST /trpc/files.upload", form, "401"],
  ["POST /api/v1/posts", "application/json", "413"],
  ["POST /api/v1/files", form, "401"],
  ["POST /mcp", "application/json", "413"],
  ["PUT /files/u/nothing", "application/octet-stream", "403"],
  ["POST /webhooks/in/nobody", "application/json", "404"],
  ["POST /nothing", "application/json", "404"],
])(
  "%s is answered without a reset, though its body comes later and the connection closes",
  async (line, type, status) => {
    await using app = await startTestApp();

    const old = await sendLate(app, { line: `${line} HTTP/1.0`, type });
    const last = await sendLate(app, { line: `${line} HTTP/1.1`, type, head: "connection: close\r\n" });

    expect([old, last]).toEqual([
      { status, faults: [] },
      { status, faults: [] },
    ]);
  },
);

test.each(["POST /api/v1/posts", "POST /mcp", "PUT /files/u/nothing", "POST /trpc/posts.create"])(
  "%s does not promise to keep a connection on which a large body is cut off",
  async (line) => {
    await using app = await startTestApp();
    const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
    socket.write(
      `${line} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9500000\r\n\r\n`,
    );
    const [head] = (await once(socket, "data")) as [Buffer];
    socket.destroy();

    expect(head.toString("latin1").toLowerCase()).toContain("\r\nconnection: close\r\n");
  },
);
