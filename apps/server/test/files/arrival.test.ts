import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "@tenon/process/config";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpServer } from "../../src/http/server.ts";

const arrival = { wholeMs: 300, windowMs: 900, windowBytes: 500 };
const log = { debug() {}, info() {}, warn() {}, error() {} };

/** A server whose every path answers how many bytes came. */
const server = createHttpServer({
  config: readConfig({ DATABASE_URL: "postgres://x@localhost/x" }),
  log,
  isDraining: () => false,
  arrival,
  mounts: Object.fromEntries(
    ["/files/u/", "/api/v1/"].map((path) => [
      path,
      async (req, res) => {
        let bytes = 0;
        for await (const chunk of req) bytes += (chunk as Buffer).length;
        res.end(`got ${bytes}`);
      },
    ]),
  ),
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

async function begin(line: string, length: number): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(`${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`);
  const answer = (async () => {
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    return text;
  })();
  return { socket, answer };
}

test("an upload that goes on may take longer than any other call", async () => {
  const { socket, answer } = await begin("PUT /files/u/x", 50_000);

  for (let sent = 0; sent < 50_000; sent += 1000) {
    socket.write("x".repeat(1000));
    await sleep(40);
  }

  expect(await answer).toContain("got 50000");
});

test.each([
  ["an upload that stands still", "PUT /files/u/x"],
  ["an upload as a form that stands still", "POST /api/v1/files"],
  ["a call that does not arrive whole", "POST /api/v1/posts"],
])("%s is told so, and cut off", async (_, line) => {
  const { socket, answer } = await begin(line, 20_000);
  socket.write("x".repeat(100));

  const text = await answer;

  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(text).toContain('"reason":"TIMEOUT"');
});

test("a call that trickles is cut off as well", async () => {
  const { socket, answer } = await begin("POST /api/v1/posts", 1_000_000);
  const timer = setInterval(() => socket.write("x".repeat(5000)), 20);

  expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(timer);
});
