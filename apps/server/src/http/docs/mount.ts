import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { etagOf, isKnown } from "../etag.ts";
import { once } from "../once.ts";
import { sendHtml } from "../send-html.ts";
import type { Handler } from "../server.ts";
import { docsInit, docsPage, docsPolicy } from "./page.ts";

type Asset = { body: Buffer; etag: string; isCompressed: boolean };

/** The mounts of the API's reference: a page, the script that starts it, and Scalar's bundle. Nothing comes from elsewhere. */
export function createDocsMounts(bundle: string): Record<string, Handler> {
  const init = Promise.resolve(assetOf(Buffer.from(docsInit)));
  const plain = once(async () => assetOf(await readFile(bundle)));
  const brotli = once(async () => assetOf(await readFile(`${bundle}.br`), true));
  const hasBrotli = existsSync(`${bundle}.br`);
  return {
    "/docs": (_, res) => sendHtml(res, docsPage, { policy: docsPolicy }),
    "/docs/init.js": async (req, res) => sendScript(req, res, await init),
    "/docs/reference.js": async (req, res) => {
      const acceptsBrotli = /\bbr\b/.test(String(req.headers["accept-encoding"]));
      sendScript(req, res, await (hasBrotli && acceptsBrotli ? brotli() : plain()));
    },
  };
}

const assetOf = (body: Buffer, isCompressed = false): Asset => ({
  body,
  etag: etagOf(body),
  isCompressed,
});

function sendScript(req: IncomingMessage, res: ServerResponse, { body, etag, isCompressed }: Asset): void {
  const headers = {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "no-cache",
    vary: "Origin, Accept-Encoding",
    etag,
    ...(isCompressed && { "content-encoding": "br" }),
  };
  if (isKnown(req, etag)) res.writeHead(304, headers).end();
  else res.writeHead(200, { ...headers, "content-length": body.length }).end(body);
}
