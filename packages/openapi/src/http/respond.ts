import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Operation } from "../operation.ts";
import { isNotModified, strongEtag } from "./condition.ts";
import { headerSafe } from "./header.ts";
import { pageLinks } from "./links.ts";
import type { Settings } from "./options.ts";
import { type Representation, represent } from "./representation.ts";
import type { Target } from "./target.ts";

/** Where a success is written, and what of the request it depends on. */
export interface Reply {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly operation: Operation;
  readonly target: Target;
  readonly settings: Pick<Settings, "basePath" | "keepFrozen">;
}

/** Writes a procedure's output as the response of its operation. */
export function sendOutput(reply: Reply, output: unknown): void {
  const { req, res, operation, target, settings } = reply;
  const { spec, method } = operation;
  const isEmpty = output === undefined || operation.status === 204;
  const { needsReplacer } = operation;
  const written = isEmpty ? undefined : represent(output, { needsReplacer, keepFrozen: settings.keepFrozen });
  const head: OutgoingHttpHeaders = {};
  if (!res.hasHeader("Cache-Control"))
    head["Cache-Control"] = spec.cacheControl ?? (method === "GET" ? "private" : "no-store");
  const isAccepted = spec.accepted?.(output) ?? false;
  const location = operation.status === 201 && !isAccepted ? locationOf(reply, output) : undefined;
  if (location !== undefined) head["Location"] = location;
  const links = spec.paginate ? pageLinks(target, output) : undefined;
  if (links !== undefined) res.appendHeader("Link", links);
  const etag = written && etagOf(operation, output, written);
  if (etag !== undefined) head["ETag"] = etag;
  if (etag !== undefined && method === "GET" && isNotModified(req.headers["if-none-match"], etag)) {
    res.writeHead(304, head).end();
    return;
  }
  const status = isAccepted ? 202 : isEmpty && operation.status === 200 ? 204 : operation.status;
  send(reply, { status, head, type: "application/json", body: written?.body });
}

/** A response before it is written. */
export interface Message {
  readonly status: number;
  readonly head: OutgoingHttpHeaders;
  /** Of the body, if there is one. */
  readonly type: string;
  readonly body: string | undefined;
}

/** Writes a response at once, with its length; a 204 has neither body nor length (RFC 9110 §8.6), and HEAD only the length. */
export function send({ req, res }: Pick<Reply, "req" | "res">, { status, head, type, body }: Message): void {
  if (body !== undefined) head["Content-Type"] = type;
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  if (status !== 204) head["Content-Length"] = length;
  res.writeHead(status, head);
  if (body === undefined || req.method === "HEAD") res.end();
  // Node encodes the head with the body where that is a string: only Latin-1 leaves alone what a header may hold.
  else if (length === body.length) res.end(body, "latin1");
  else res.end(Buffer.from(body));
}

function locationOf({ operation, target, settings: { basePath } }: Reply, output: unknown): string | undefined {
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
function etagOf({ spec: { etag }, method }: Operation, output: unknown, written: Representation): string | undefined {
  if (typeof etag === "function") return strongEtag(etag(output));
  if (typeof etag === "object") return strongEtag(`${etag.version(output)}.${written.hash}`);
  return etag === "body" && method === "GET" ? `W/"${written.hash}"` : undefined;
}
