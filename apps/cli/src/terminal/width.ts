const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Fills two columns: East Asian Width W and F (UAX #11), in blocks. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;
const emoji = /\p{Emoji_Presentation}|\ufe0f/u;
/** Fills none: combining marks, joiners, vowels and finals of a Hangul syllable that began before. */
const zero = /[\p{M}\p{Default_Ignorable_Code_Point}\u1160-\u11ff]/u;

/** How many columns of a terminal the text fills. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** The text in `width` columns at most; what was cut off shows as an ellipsis. */
export function truncate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let room = width - 1;
  for (const grapheme of graphemesOf(text)) {
    room -= graphemeWidth(grapheme);
    if (room < 0) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}

/** The text followed, or preceded, by the blanks that it lacks. */
export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const blanks = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? text + blanks : blanks + text;
}

const graphemesOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return 2;
  return [...grapheme].reduce((sum, character) => sum + characterWidth(character), 0);
}

function characterWidth(character: string): number {
  if (zero.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
