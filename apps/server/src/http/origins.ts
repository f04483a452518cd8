import type { IncomingMessage, ServerResponse } from "node:http";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);
const exposed = [
  "x-request-id, retry-after, location, link, etag, idempotency-replayed, ratelimit, ratelimit-policy",
  "accept-ranges, content-disposition, content-range",
].join(", ");
const allowedHeaders = [
  "authorization, content-type, idempotency-key, if-match, if-none-match, if-range, range, trpc-accept, x-request-id",
  "mcp-method, mcp-name, mcp-protocol-version",
].join(", ");

/**
 * Whether an unsafe request may act. A browser says where it comes from by Sec-Fetch-Site or Origin; a call with
 * an Authorization header, or with neither header, is not a browser being misused (ASVS 5.0 3.5.1).
 */
export function isTrustedRequest({ method = "", headers }: IncomingMessage, trusted: ReadonlySet<string>): boolean {
  if (safeMethods.has(method) || headers.authorization !== undefined) return true;
  const site = headers["sec-fetch-site"];
  if (site === "same-origin" || site === "none") return true;
  if (headers.origin === undefined) return site === undefined;
  return trusted.has(headers.origin);
}

/** CORS by exact allow-list, with credentials. Answers preflights; returns whether the request is done with. */
export function applyCors(req: IncomingMessage, res: ServerResponse, trusted: ReadonlySet<string>): boolean {
  res.setHeader("vary", "Origin");
  const { origin } = req.headers;
  if (origin === undefined || !trusted.has(origin)) return false;
  res.setHeader("access-control-allow-origin", origin);
  res.setHeader("access-control-allow-credentials", "true");
  if (req.method !== "OPTIONS" || req.headers["access-control-request-method"] === undefined) {
    res.setHeader("access-control-expose-headers", exposed);
    return false;
  }
  res.setHeader("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
  res.setHeader("access-control-allow-headers", allowedHeaders);
  res.setHeader("access-control-max-age", "600");
  res.writeHead(204).end();
  return true;
}
