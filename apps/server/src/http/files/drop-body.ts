import type { IncomingMessage } from "node:http";

const maxBytes = 8_000_000;

/**
 * Reads what is left of a body that was refused: a client that is cut off while it sends may never see why. Up to a limit; then
 * it is cut off.
 */
export function dropBody(req: IncomingMessage): void {
  if (req.complete) return;
  let left = maxBytes;
  req.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) req.socket.destroySoon();
  });
  req.on("error", () => {});
  req.resume();
}
