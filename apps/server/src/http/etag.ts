import { hash } from "node:crypto";
import type { IncomingMessage } from "node:http";

export const etagOf = (body: string | Buffer): string => `"${hash("sha256", body, "base64url")}"`;

/** Whether the caller has it already (RFC 9110, 13.1.2): a proxy that compresses makes the tag a weak one. */
export const isKnown = (req: IncomingMessage, etag: string): boolean =>
  (req.headers["if-none-match"] ?? "").split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
