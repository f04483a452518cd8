/** The parts of a text, separated by line breaks or by two spaces and more; backslashes stand for themselves. */
export function listOf({ raw }: TemplateStringsArray): string[] {
  return raw
    .join("")
    .trim()
    .split(/ {2,}|\s*\n\s*/);
}
