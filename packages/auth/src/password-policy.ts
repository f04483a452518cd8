import { passwordLength } from "@tenon/contract/auth";
import type { FieldError } from "@tenon/contract/errors";
import { commonStems } from "./common-stems.ts";
import { normalizePassword } from "./passwords.ts";

/**
 * Why a new password is refused; empty when it is fine. By length, common stems and context; no composition rules
 * (ASVS 5.0 6.2.1, 6.2.4, 6.2.5, 6.2.11).
 * @param context words that a guesser would try first: the account's name, e-mail address, the product's name
 */
export function passwordFaults(password: string, context: string[]): FieldError[] {
  const normalized = normalizePassword(password);
  const length = [...normalized].length;
  if (length < passwordLength.min) return [fault("too_short", `Use at least ${passwordLength.min} characters.`)];
  if (length > passwordLength.max) return [fault("too_long", `Use at most ${passwordLength.max} characters.`)];
  if (new Set(normalized).size < 5) return [fault("repetitive", "Use more different characters.")];

  const own = context.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length >= 3);
  const words = [...own.map((word) => normalizePassword(word).toLowerCase()), ...commonStems];
  const plain = normalized.toLowerCase();
  const rest = Math.min(left(plain, words), left(unleet(plain), words));
  return rest < passwordLength.min / 2
    ? [fault("guessable", "Do not build it from a common password, your name or your address.")]
    : [];
}

/** How much of a password remains without the words that a guesser would try first, and the digits and signs around them. */
const left = (password: string, words: string[]) =>
  words
    .reduce((remaining, word) => remaining.replaceAll(word, ""), password)
    .replace(/^[^\p{L}]{1,6}|[^\p{L}]{1,6}$/gu, "").length;

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

const fault = (code: string, message: string): FieldError => ({ path: ["password"], code, message });
