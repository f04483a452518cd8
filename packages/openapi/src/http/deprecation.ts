import type { ServerResponse } from "node:http";
import type { RestSpec } from "../meta.ts";
import { headerSafe } from "./header.ts";

/** The headers that announce an operation's end: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and where to read about it. */
export function setDeprecation(res: ServerResponse, deprecated: RestSpec["deprecated"]): void {
  if (typeof deprecated !== "object") return;
  const { since, sunset, link, successor } = deprecated;
  if (since !== undefined) res.setHeader("Deprecation", `@${Math.floor(new Date(since).getTime() / 1000)}`);
  if (sunset !== undefined) res.setHeader("Sunset", new Date(sunset).toUTCString());
  if (link !== undefined) res.appendHeader("Link", `<${headerSafe(link)}>; rel="deprecation"`);
  if (successor !== undefined) res.appendHeader("Link", `<${headerSafe(successor)}>; rel="successor-version"`);
}
