import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";

/** What is read of a body that came too late to matter, and for how long. */
const maxBytes = 8_000_000;
const maxMs = 5000;

/**
 * A connection that closes with bytes unread is reset, and the reset may overtake the answer (RFC 9112, 9.6): behind an answer that
 * is sooner than the request's body, what comes of it is read and dropped for a while before the connection is closed.
 */
export function lingerFor(req: IncomingMessage): void {
  const { socket } = req;
  const close = () => Socket.prototype.destroySoon.call(socket);
  // What Node calls behind the last answer on a connection, and we to be rid of a client.
  socket.destroySoon = () => {
    if (req.complete || req.destroyed) return close();
    socket.destroySoon = close;
    socket.end();
    const timer = setTimeout(() => socket.destroy(), maxMs).unref();
    let left = maxBytes;
    req
      .on("data", (chunk: Buffer) => {
        left -= chunk.length;
        if (left < 0) socket.destroy();
      })
      .once("end", close)
      .once("close", () => clearTimeout(timer))
      .resume();
  };
}
