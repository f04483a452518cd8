/** A JSON Pointer as a URI fragment (RFC 6901 §6): `#/tags/0`. */
export function pointer(path: readonly PropertyKey[]): string {
  return `#${path.map((part) => `/${encodeURIComponent(escape(String(part)))}`).join("")}`;
}

function escape(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}
