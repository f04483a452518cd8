import type { IncomingMessage } from "node:http";
import { RestError } from "../error.ts";

const JSON_TYPE = /^application\/(?:[a-z0-9!#$&^_.+-]+\+)?json$/;
const UTF8 = /^\s*charset\s*=\s*"?utf-?8"?\s*$/i;
const CHARSET = /^\s*charset\s*=/i;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Whether the request says that a body follows (RFC 9112 §6.3). */
export function hasBody(req: IncomingMessage): boolean {
  return req.headers["transfer-encoding"] !== undefined || Number(req.headers["content-length"] ?? 0) > 0;
}

/**
 * Reads and parses a JSON body; undefined when it is empty.
 * @throws RestError 413 over the cap, 415 for anything that is not plain UTF-8 JSON, 400 when it is malformed
 */
export async function readJson(
  req: IncomingMessage,
  accept: { readonly maxBytes: number; readonly header: string },
): Promise<unknown> {
  if (Number(req.headers["content-length"] ?? 0) > accept.maxBytes) throw tooLarge(req, accept.maxBytes);
  checkMediaType(req, accept.header);
  const bytes = await readBytes(req, accept.maxBytes);
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch (cause) {
    throw new RestError("MALFORMED_BODY", "The body is not valid UTF-8 JSON", { cause });
  }
}

/** Only types that a cross-site form cannot send: nothing but JSON, and never without saying so. */
function checkMediaType(req: IncomingMessage, header: string): void {
  const [essence = "", ...parameters] = (req.headers["content-type"] ?? "").split(";");
  const coding = req.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const isUtf8 = parameters.every((parameter) => !CHARSET.test(parameter) || UTF8.test(parameter));
  if (JSON_TYPE.test(essence.trim().toLowerCase()) && isUtf8 && coding === "identity") return;
  throw new RestError(
    "UNSUPPORTED_MEDIA_TYPE",
    "The body must be application/json in UTF-8, without a content coding",
    {
      headers: { [header]: "application/json", ...(coding !== "identity" && { "Accept-Encoding": "identity" }) },
    },
  );
}

function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (req.destroyed && !req.complete) return reject(gone());
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else settle(() => reject(tooLarge(req, maxBytes)));
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const onClose = (): void => settle(() => reject(gone()));
    const settle = (finish: () => void): void => {
      req.off("data", onData).off("end", onEnd).off("close", onClose);
      finish();
    };
    // An aborted request closes without an end; its error event is that close's cause and says no more.
    req
      .on("data", onData)
      .on("end", onEnd)
      .on("close", onClose)
      .on("error", () => {});
  });
}

export function gone(): RestError {
  return new RestError("CLIENT_CLOSED_REQUEST", "The client left before its request was complete");
}

/** A client that is cut off while it sends may never see the answer, so a body somewhat too large is read and dropped. */
export function tooLarge(req: IncomingMessage, maxBytes: number): RestError {
  let left = maxBytes * 8;
  req.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) req.socket.destroySoon();
  });
  return new RestError("BODY_TOO_LARGE", `The body is larger than ${maxBytes} bytes`);
}
