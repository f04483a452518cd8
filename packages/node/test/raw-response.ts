export interface Answer {
  readonly status: number;
  readonly reason: string;
  /** As sent, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** The bytes of the answer on the wire, so that the next one can be found behind it. */
  readonly length: number;
}

const blank = Buffer.from("\r\n\r\n");

/** The first whole HTTP/1.1 response in `bytes`; `undefined` as long as it is incomplete. Interim responses are skipped. */
export function parseResponse(
  bytes: Buffer,
  { method, ended }: { method: string; ended: boolean },
): Answer | undefined {
  const headEnd = bytes.indexOf(blank);
  if (headEnd < 0) return undefined;
  const [statusLine = "", ...lines] = bytes.subarray(0, headEnd).toString("latin1").split("\r\n");
  const [, status = "", reason = ""] = /^HTTP\/1\.1 (\d+) ?(.*)$/.exec(statusLine) ?? [];
  const start = headEnd + blank.length;
  if (status.startsWith("1")) return parseInterim(bytes, start, { method, ended });
  const headers = lines.map((line) => headerOf(line));
  const body = bodyOf(bytes.subarray(start), {
    headers,
    ended,
    empty: method === "HEAD" || status === "204" || status === "304",
  });
  return body && { status: Number(status), reason, headers, body: body.content, length: start + body.length };
}

function parseInterim(bytes: Buffer, start: number, how: { method: string; ended: boolean }): Answer | undefined {
  const answer = parseResponse(bytes.subarray(start), how);
  return answer && { ...answer, length: start + answer.length };
}

function headerOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

interface Framing {
  readonly headers: readonly (readonly [string, string])[];
  readonly ended: boolean;
  readonly empty: boolean;
}

function bodyOf(bytes: Buffer, { headers, ended, empty }: Framing): { content: Buffer; length: number } | undefined {
  if (empty) return { content: Buffer.alloc(0), length: 0 };
  const value = (name: string) => headers.find(([key]) => key === name)?.[1];
  if (value("transfer-encoding") === "chunked") return unchunk(bytes);
  const declared = value("content-length");
  if (declared === undefined) return ended ? { content: bytes, length: bytes.length } : undefined;
  const length = Number(declared);
  return bytes.length < length ? undefined : { content: bytes.subarray(0, length), length };
}

function unchunk(bytes: Buffer): { content: Buffer; length: number } | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { content: Buffer.concat(chunks), length: next };
    chunks.push(bytes.subarray(lineEnd + 2, next - 2));
    at = next;
  }
}
