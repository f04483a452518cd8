import type { IncomingMessage } from "node:http";
import { RestError } from "../error.ts";

/**
 * A form is the one body that any page may send anywhere, with the visitor's cookies and without a preflight: a browser must say
 * that its page is ours or one that we trust. A call with an `Authorization` header cannot be such a forgery.
 * @throws RestError 403
 */
export function checkOrigin({ headers }: IncomingMessage, trusted: ReadonlySet<string>): void {
  if (headers.authorization !== undefined) return;
  const site = headers["sec-fetch-site"];
  if (site === "same-origin" || site === "none") return;
  const { origin, host } = headers;
  if (origin === undefined ? site === undefined : trusted.has(origin)) return;
  // A browser that says no more than its origin: ours is the one that it has reached us by.
  if (site === undefined && host !== undefined && URL.parse(origin ?? "")?.host === host) return;
  throw new RestError("CROSS_SITE", "The form came from an origin that is not trusted");
}
