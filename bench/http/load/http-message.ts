export type HttpRequest = { method: "GET" | "POST"; path: string; headers?: Record<string, string>; body?: string };

/** The bytes of a request, made once and sent thousands of times. */
export function toBytes({ method, path, headers = {}, body }: HttpRequest): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, "host: 127.0.0.1"];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined) lines.push("content-type: application/json", `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
}

export type ParsedResponse = { status: number; end: number };

const length = /\r\ncontent-length: *(\d+)/i;
const chunked = /\r\ntransfer-encoding: *chunked/i;

/** The response at the start of `bytes`, or nothing while a part of it is still on its way (RFC 9112, 6.3). */
export function parseResponse(bytes: Buffer): ParsedResponse | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd === -1) return undefined;
  const head = bytes.toString("latin1", 0, headEnd);
  const status = Number(head.slice(9, 12));
  const given = length.exec(head);
  if (given) return complete(bytes, status, headEnd + 4 + Number(given[1]));
  if (chunked.test(head)) return complete(bytes, status, endOfChunks(bytes, headEnd + 4));
  throw new Error(`A response without a length: ${head}`);
}

const complete = (bytes: Buffer, status: number, end: number): ParsedResponse | undefined =>
  end <= bytes.length ? { status, end } : undefined;

function endOfChunks(bytes: Buffer, from: number): number {
  for (let at = from; ;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd === -1) return Infinity;
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    at = lineEnd + 2 + size + 2;
    if (size === 0 || at > bytes.length) return at;
  }
}
