import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export type Transport = "tRPC over SSE" | "REST over SSE" | "tRPC over WebSocket";

export const transports: Transport[] = ["tRPC over SSE", "REST over SSE", "tRPC over WebSocket"];

/** What tells an event of the benchmark in the bytes of any transport. */
const mark = Buffer.from("post.published");

/** A message of tRPC's server that wants an answer, or it cuts the connection off. */
const ping = Buffer.from("PING");

export type Subscriber = { url: URL; transport: Transport; onEvent: () => void; onEnd: () => void };

/** A subscriber that counts what it is told, on a plain socket, so that thousands of them cost little. */
export async function subscribe({ url, transport, onEvent, onEnd }: Subscriber): Promise<Socket> {
  const socket = connect({ port: Number(url.port), host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  const answered = once(socket, "data");
  socket.on("data", (bytes: Buffer) => {
    for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) onEvent();
    if (transport === "tRPC over WebSocket" && bytes.includes(ping)) socket.write(frame("PONG"));
  });
  socket.on("end", onEnd);
  socket.write(head(url, transport));
  await answered;
  if (transport === "tRPC over WebSocket") {
    const started = once(socket, "data");
    socket.write(
      frame(JSON.stringify({ id: 1, method: "subscription", params: { path: "posts.events", input: { json: {} } } })),
    );
    await started;
  }
  return socket;
}

function head({ host }: URL, transport: Transport): string {
  const path = transport === "REST over SSE" ? "/api/v1/posts/events" : "/trpc/posts.events";
  const lines =
    transport === "tRPC over WebSocket"
      ? [
          "GET /trpc HTTP/1.1",
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
        ]
      : [`GET ${path} HTTP/1.1`, "Accept: text/event-stream"];
  return [...lines, `Host: ${host}`, "", ""].join("\r\n");
}

/** A short text message as clients send it: masked (RFC 6455, 5.2). The mask is zero, so the bytes stay as they are. */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
}
