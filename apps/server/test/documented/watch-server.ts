import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from "node:zlib";
import type { WireAnswer } from "./response-faults.ts";

const decoders: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  deflate: inflateSync,
  zstd: zstdDecompressSync,
};

/** Hands on every answer that a server has finished, whoever asked and by whichever means. */
export function watchServer(server: Server, onAnswer: (answer: WireAnswer) => void): void {
  // Before all other listeners, so that what they put in front of `write` and `end` comes here last.
  server.prependListener("request", (req, res) => watch(req, res, onAnswer));
}

function watch(req: IncomingMessage, res: ServerResponse, onAnswer: (answer: WireAnswer) => void): void {
  const { method = "", url: target = "" } = req;
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === "string")
      chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  for (const name of ["write", "end"] as const) {
    const original = res[name].bind(res) as (...args: unknown[]) => never;
    res[name] = (...args: unknown[]) => {
      keep(args[0], args[1]);
      return original(...args);
    };
  }
  // Headers that are given to `writeHead` alone are not among those that the response knows.
  let given: OutgoingHttpHeaders = {};
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse;
  res.writeHead = (...args: unknown[]) => {
    const last = args.at(-1);
    if (typeof last === "object" && last !== null) given = last as OutgoingHttpHeaders;
    return writeHead(...args);
  };
  res.once("finish", () => {
    const headers = Object.fromEntries(
      Object.entries({ ...given, ...res.getHeaders() }).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    const decode = decoders[headers["content-encoding"] ?? ""];
    const bytes = Buffer.concat(chunks);
    // The answer to HEAD may name a coding, and has nothing to decode.
    const body = decode && bytes.length > 0 ? decode(bytes) : bytes;
    onAnswer({ method, target, status: res.statusCode, headers, body });
  });
}
