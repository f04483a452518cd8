import type { IncomingMessage, ServerResponse } from "node:http";
import type { Operation } from "../operation.ts";
import { bodyHash, isNotModified, strongEtag } from "./condition.ts";
import { headerSafe } from "./header.ts";
import { toJson } from "./json.ts";
import { pageLinks } from "./links.ts";
import type { Target } from "./target.ts";

/** Where a success is written, and what of the request it depends on. */
export interface Reply {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly operation: Operation;
  readonly target: Target;
  readonly basePath: string;
}

/** Writes a procedure's output as the response of its operation. */
export function sendOutput(reply: Reply, output: unknown): void {
  const { req, res, operation, target } = reply;
  const { spec, status } = operation;
  const isEmpty = output === undefined || status === 204;
  const body = isEmpty ? undefined : Buffer.from(toJson(output, operation.needsReplacer));
  if (!res.hasHeader("Cache-Control"))
    res.setHeader("Cache-Control", spec.cacheControl ?? (operation.method === "GET" ? "private" : "no-store"));
  const location = status === 201 ? locationOf(reply, output) : undefined;
  if (location !== undefined) res.setHeader("Location", location);
  const links = spec.paginate ? pageLinks(target, output) : undefined;
  if (links !== undefined) res.appendHeader("Link", links);
  const etag = body && etagOf(operation, output, body);
  if (etag !== undefined) res.setHeader("ETag", etag);
  if (etag !== undefined && operation.method === "GET" && isNotModified(req.headers["if-none-match"], etag)) {
    res.statusCode = 304;
    res.end();
    return;
  }
  res.statusCode = isEmpty && status === 200 ? 204 : status;
  if (body) send(reply, "application/json", body);
  else send(reply, undefined, undefined);
}

/** Ends a response with a body and its length; a 204 has neither (RFC 9110 §8.6), and HEAD only the length. */
export function send(
  { req, res }: Pick<Reply, "req" | "res">,
  type: string | undefined,
  body: Buffer | undefined,
): void {
  if (type !== undefined) res.setHeader("Content-Type", type);
  if (res.statusCode !== 204) res.setHeader("Content-Length", body?.length ?? 0);
  if (body && req.method !== "HEAD") res.end(body);
  else res.end();
}

function locationOf({ operation, target, basePath }: Reply, output: unknown): string | undefined {
  const { spec, locationKey } = operation;
  if (spec.location) {
    const location = spec.location(output);
    return headerSafe(location.startsWith("/") ? basePath + location : location);
  }
  const id = locationKey === undefined ? undefined : (output as Record<string, unknown> | undefined)?.[locationKey];
  if (typeof id !== "string" && typeof id !== "number" && typeof id !== "bigint") return undefined;
  return headerSafe(`${target.path.replace(/\/$/, "")}/${encodeURIComponent(String(id).toWellFormed())}`);
}

/**
 * A hash tells reads apart and nothing else; a version also serves the next `If-Match`, so a write returns it too. Both together
 * do so where more than the version shows in the representation, as a count of favorites.
 */
function etagOf({ spec: { etag }, method }: Operation, output: unknown, body: Buffer): string | undefined {
  if (typeof etag === "function") return strongEtag(etag(output));
  if (typeof etag === "object") return strongEtag(`${etag.version(output)}.${bodyHash(body)}`);
  return etag === "body" && method === "GET" ? `W/"${bodyHash(body)}"` : undefined;
}
