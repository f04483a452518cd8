/** The value of a cookie in a Cookie header; undefined when it is absent, not of this form, or there twice. Never throws. */
export function readCookie(header: string | undefined, name: string, form: RegExp): string | undefined {
  const values = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  // Two cookies of one name: one was planted by another host, and nobody can tell which.
  const [value = ""] = values;
  return values.length === 1 && form.test(value) ? value : undefined;
}

/** Host-only, HttpOnly, SameSite=Lax (ASVS 5.0 3.3.1–3.3.4). */
export const cookieAttributes = (secure: boolean): string =>
  `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
