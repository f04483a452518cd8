import type { ServerResponse } from "node:http";
import { setHeaders } from "@tenon/openapi/transport";

/** Writes the protocol's answer, whole: none of ours is a stream that stays open. */
export async function send(res: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  if (res.destroyed) return;
  const headers = [...answer.headers].filter(([name]) => name !== "connection");
  write(res, { status: answer.status, headers: Object.fromEntries(headers), body });
}

/** An answer whose body is JSON text. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Writes a JSON body. */
export function sendJson(res: ServerResponse, { status, headers, body }: JsonAnswer): void {
  const all = { "Cache-Control": "no-store", ...headers, "Content-Type": "application/json" };
  write(res, { status, headers: all, body: Buffer.from(body) });
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function write(res: ServerResponse, { status, headers, body }: Answer): void {
  setHeaders(res, headers);
  res.statusCode = status;
  res.setHeader("Content-Length", body.length);
  res.end(body);
}
