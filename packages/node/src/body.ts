import type { IncomingMessage } from "node:http";
import { TRPCError } from "@trpc/server";

const decoder = new TextDecoder();

/** As it came, or as text that a framework has made of it. */
export type Body = readonly Uint8Array[] | string;

/** @throws where it is no text: beyond half a gigabyte no string can hold it */
export const textOf = (body: Body): string =>
  typeof body === "string" ? body : decoder.decode(body.length === 1 ? body[0] : Buffer.concat(body));

/**
 * The body, read when it is asked for.
 * @throws PAYLOAD_TOO_LARGE beyond `limit` bytes, CLIENT_CLOSED_REQUEST when the client leaves before its end.
 */
export function readBody(req: IncomingMessage & { body?: unknown }, limit: number | undefined): Promise<Body> {
  // A framework has read it already.
  if ("body" in req && (req.body !== undefined || req.readableEnded)) return Promise.resolve(parsedBody(req.body));
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const finish = (settle: () => void) => {
      req.off("data", onData).off("end", onEnd).off("close", onClose);
      settle();
    };
    const tooLarge = () => finish(() => reject(new TRPCError({ code: "PAYLOAD_TOO_LARGE" })));
    const onData = (chunk: Uint8Array) => {
      size += chunk.length;
      if (limit && size > limit) return tooLarge();
      chunks.push(chunk);
    };
    const onEnd = () => finish(() => resolve(chunks));
    const onClose = () => finish(() => reject(new TRPCError({ code: "CLIENT_CLOSED_REQUEST" })));

    if (limit && Number(req.headers["content-length"]) > limit) return tooLarge();
    if (req.destroyed) return onClose();
    req.on("data", onData).on("end", onEnd).on("close", onClose);
  });
}

/** As text that UTF-8 can hold, which upstream makes of it too. */
const parsedBody = (body: unknown): string =>
  typeof body === "string" ? body.toWellFormed() : (JSON.stringify(body) ?? "");
