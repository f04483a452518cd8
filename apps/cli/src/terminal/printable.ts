/**
 * Text from elsewhere for a terminal. Control characters, which could move the cursor, recolour, retitle or type, become
 * visible pictures (ESC is ␛); bidirectional controls, which could reorder what is read, go. Lines and tabs stay.
 */
export const printableLines = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(/\p{Bidi_Control}/gu, "")
    .replace(/(?![\n\t])\p{Cc}/gu, picture);

/** The same on one line, for a table's cell. */
export const printable = (text: string): string => printableLines(text.replace(/\s+/gu, " ").trim());

/** JSON whose strings hold none of them in the raw: the same value, in ASCII escapes. */
export const printableJson = (value: unknown): string => printableJsonOf(value, 2);

/** The same on one line, for one of many values (NDJSON). */
export const printableJsonLine = (value: unknown): string => printableJsonOf(value, 0);

const printableJsonOf = (value: unknown, indent: number): string =>
  JSON.stringify(value ?? null, null, indent).replace(
    /(?!\n)\p{Cc}|[\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\ufffd";
}
