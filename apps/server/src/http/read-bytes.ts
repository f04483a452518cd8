import type { IncomingMessage } from "node:http";
import { AppError } from "@tenon/contract/app-error";

/** A body as it came. Throws PAYLOAD_TOO_LARGE beyond `maxBytes`, CLIENT_CLOSED_REQUEST when the client leaves before its end. */
export function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  req
    .on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else reject(new AppError("PAYLOAD_TOO_LARGE"));
      // Somewhat more is read and dropped: a client that is cut off while it sends may never see the answer.
      if (size > maxBytes * 8) req.socket.destroySoon();
    })
    .on("end", () => resolve(Buffer.concat(chunks)))
    .on("close", () => reject(new AppError("CLIENT_CLOSED_REQUEST")))
    // Its close says the same.
    .on("error", () => {});
  return promise;
}
