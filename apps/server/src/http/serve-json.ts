import { hash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson } from "./send-json.ts";

/** Serves one document that is made once, when it is first asked for; with an ETag. */
export function serveJson(make: () => Promise<unknown>) {
  let document: Promise<{ body: string; etag: string }> | undefined;
  const render = async () => {
    const body = `${JSON.stringify(await make(), null, 2)}\n`;
    return { body, etag: `"${hash("sha256", body, "base64url")}"` };
  };

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    document ??= render();
    const { body, etag } = await document;
    const headers = { "cache-control": "no-cache", etag };
    if (req.headers["if-none-match"] === etag) res.writeHead(304, headers).end();
    else sendJson(res, body, { headers });
  };
}
