/** Percent-encodes what a quoted header value or a `<link>` cannot hold: controls, spaces, `"`, `<`, `>` and all but ASCII. */
export function headerSafe(text: string): string {
  return text.toWellFormed().replace(/[^\x21\x23-\x3b\x3d\x3f-\x7e]/gu, (char) => encodeURIComponent(char));
}
