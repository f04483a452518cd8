/** A request target (RFC 9112 §3.2) taken apart, still percent-encoded. */
export interface Target {
  readonly path: string;
  /** Without its question mark; empty when there is none. */
  readonly query: string;
}

/**
 * Reads the origin and the absolute form by slicing: the Host header and the URL parser, which throws, are left out of it.
 * Undefined for the asterisk and the authority form, which name no resource here.
 */
export function parseTarget(url: string): Target | undefined {
  const start = pathStart(url);
  if (start < 0) return undefined;
  const hash = url.indexOf("#", start);
  const end = hash < 0 ? url.length : hash;
  const mark = url.indexOf("?", start);
  if (mark < 0 || mark >= end) return { path: url.slice(start, end) || "/", query: "" };
  return { path: url.slice(start, mark) || "/", query: url.slice(mark + 1, end) };
}

/** Where the path begins; the end of the text or a `?` when an absolute target has no path. */
function pathStart(url: string): number {
  if (url.startsWith("/")) return 0;
  const scheme = url.slice(0, 8).toLowerCase();
  const authority = scheme.startsWith("http://") ? 7 : scheme === "https://" ? 8 : -1;
  if (authority < 0) return -1;
  for (let index = authority; index < url.length; index++) {
    const char = url[index];
    if (char === "/" || char === "?" || char === "#") return index === authority ? -1 : index;
  }
  return url.length === authority ? -1 : url.length;
}

/** Percent-decodes; undefined when the encoding is broken. Plus signs mean spaces in a query only. */
export function decodePercent(text: string, isQuery = false): string | undefined {
  const spaced = isQuery && text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return undefined;
  }
}
