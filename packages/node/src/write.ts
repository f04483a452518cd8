import type { OutgoingHttpHeaders } from "node:http";
import type { Exchange } from "./exchange.ts";
import type { Reply } from "./reply.ts";

const vary = "trpc-accept, accept";
const json = "application/json";
const text = "text/plain;charset=UTF-8";

/** Upstream's own headers, for `responseMeta` to add to. */
export function ownHeaders({ allow, isJson }: Exchange): Headers {
  return new Headers({ vary, ...(allow !== undefined && { allow }), ...(isJson && { "content-type": json }) });
}

/** Writes an answer at once, with its length. A status that a procedure has set on the response itself stays. */
export function writeReply({ res, allow, isJson, headers }: Exchange, { status, body }: Reply): void {
  const length = Buffer.byteLength(body);
  if (headers) setHeaders(res, headers);
  else if (allow !== undefined) res.setHeader("allow", allow);
  const own: OutgoingHttpHeaders = headers
    ? { "content-length": length }
    : { vary, "content-type": isJson ? json : text, "content-length": length };
  // With trailers to come, an answer has to be in chunks (RFC 9112, 7.1.2).
  if (res.hasHeader("trailer")) delete own["content-length"];
  res.writeHead(res.statusCode === 200 ? status : res.statusCode, own);
  // Node encodes the head with the body where that is a string: only Latin-1 leaves alone what a header may hold.
  if (length === body.length) res.end(body, "latin1");
  else res.end(Buffer.from(body));
}

function setHeaders(res: Exchange["res"], headers: Headers): void {
  if (!headers.has("content-type")) res.setHeader("content-type", text);
  for (const [name, value] of headers) if (name !== "set-cookie") res.setHeader(name, value);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) res.setHeader("set-cookie", cookies);
}
