import { commonStems } from "./common-stems.ts";
import { normalizePassword } from "./normalize-password.ts";

/** What is left of a password that was built from common words must have so many characters of its own. */
const ownCharacters = 6;

/** Whether nearly all of a password is common stems, words of its context, and the digits and signs around them. */
export function isBuiltFrom(password: string, context: string[]): boolean {
  const own = context.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length >= 3);
  const words = [...own.map((word) => normalizePassword(word).toLowerCase()), ...commonStems];
  const plain = password.toLowerCase();
  return Math.min(left(plain, words), left(unleet(plain), words)) < ownCharacters;
}

/** Whether a password is one of the 49,000 most used ones, whatever its case, its l33t and the digits and signs around it. */
export async function isCommon(password: string): Promise<boolean> {
  const known = await (common ??= load());
  const plain = password.toLowerCase();
  const core = withoutEdges(plain);
  return [plain, unleet(plain), core, unleet(core), withoutEdges(unleet(plain))].some((word) => known.has(word));
}

let common: Promise<ReadonlySet<string>> | undefined;

/** By the first who asks: it takes 40 ms, and processes that only run jobs need it never. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  // What is short is in any password; stems stand for it.
  return new Set(dictionary["passwords-common"].filter((word) => word.length >= 5));
}

/** How much of a password remains without words that a guesser would try first, and the digits and signs around them. */
const left = (password: string, words: string[]) =>
  withoutEdges(words.reduce((remaining, word) => remaining.replaceAll(word, ""), password)).length;

const withoutEdges = (password: string) => password.replace(/^[^\p{L}]{1,6}|[^\p{L}]{1,6}$/gu, "");

const leet: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};
const unleet = (password: string) => password.replace(/[013457@$!]/g, (sign) => leet[sign] ?? sign);
