import type { IncomingMessage, ServerResponse } from "node:http";
import { etagOf, isKnown } from "./etag.ts";
import { once } from "./once.ts";
import { sendJson } from "./send-json.ts";

/** Serves one document that is made once, when it is first asked for; with an ETag. */
export function serveJson(make: () => Promise<unknown>) {
  const document = once(async () => {
    const body = `${JSON.stringify(await make(), null, 2)}\n`;
    return { body, etag: etagOf(body) };
  });

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { body, etag } = await document();
    const headers = { "cache-control": "no-cache", etag };
    if (isKnown(req, etag)) res.writeHead(304, headers).end();
    else sendJson(res, body, { headers });
  };
}
