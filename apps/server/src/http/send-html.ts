import type { ServerResponse } from "node:http";

type Options = { policy: string; status?: number; headers?: Record<string, string> };

/** Writes a page once, with the content security policy that it was written for. */
export function sendHtml(res: ServerResponse, html: string, { policy, status = 200, headers }: Options): void {
  const bytes = Buffer.from(html);
  res.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-length": bytes.length,
    "content-security-policy": policy,
    "cache-control": "no-cache",
    ...headers,
  });
  res.end(bytes);
}
