/** The value of a cookie; undefined when it is absent, malformed or there twice. Never throws. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const values = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  // Two cookies of our name: one was planted by another host, and nobody can tell which.
  const [value = ""] = values;
  return values.length === 1 && /^[\w-]{1,200}$/.test(value) ? value : undefined;
}
