import type { ServerResponse } from "node:http";

type Options = { status?: number; type?: string; headers?: Record<string, string> };

/** Writes a JSON body once, with its length; not to be stored unless the headers say otherwise. */
export function sendJson(
  res: ServerResponse,
  body: unknown,
  { status = 200, type = "application/json", headers }: Options = {},
): void {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  res.writeHead(status, {
    "content-type": type,
    "content-length": bytes.length,
    "cache-control": "no-store",
    ...headers,
  });
  res.end(bytes);
}
