import type { ServerResponse } from "node:http";
import type { Operation } from "../operation.ts";
import { headerSafe } from "./header.ts";

/** The headers that announce an operation's end: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and where to read about it. */
export function setDeprecation(res: ServerResponse, { spec, input }: Operation, params: readonly string[]): void {
  const { deprecated } = spec;
  if (typeof deprecated !== "object") return;
  // Still percent-encoded, as they came.
  const filled = (path: string) =>
    input.path.reduce((text, { key }, index) => text.replace(`{${key}}`, () => params[index] ?? ""), path);
  const { since, sunset, link, successor } = deprecated;
  if (since !== undefined) res.setHeader("Deprecation", `@${Math.floor(new Date(since).getTime() / 1000)}`);
  if (sunset !== undefined) res.setHeader("Sunset", new Date(sunset).toUTCString());
  if (link !== undefined) res.appendHeader("Link", `<${headerSafe(link)}>; rel="deprecation"`);
  if (successor !== undefined) res.appendHeader("Link", `<${headerSafe(filled(successor))}>; rel="successor-version"`);
}
