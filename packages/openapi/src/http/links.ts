import { headerSafe } from "./header.ts";
import { type Target, decodePercent } from "./target.ts";

/** `Link` first and next (RFC 8288), rebuilt from the request's own target; undefined when the output is not a page. */
export function pageLinks(target: Target, output: unknown): string | undefined {
  if (typeof output !== "object" || output === null || !("nextCursor" in output)) return undefined;
  const kept = target.query.split("&").filter((pair) => pair !== "" && !isPosition(pair));
  const links = [link(target.path, kept, "first")];
  const next = output.nextCursor;
  if (typeof next === "string" || typeof next === "number") {
    links.push(link(target.path, [...kept, `cursor=${encodeURIComponent(next)}`], "next"));
  }
  return links.join(", ");
}

/** What says where in the list the reader is: a cursor, or a page that a cursor would contradict. */
function isPosition(pair: string): boolean {
  const name = decodePercent(pair.split("=", 1)[0] ?? "", true);
  return name === "cursor" || name === "page";
}

function link(path: string, query: readonly string[], rel: string): string {
  return `<${headerSafe(query.length > 0 ? `${path}?${query.join("&")}` : path)}>; rel="${rel}"`;
}
