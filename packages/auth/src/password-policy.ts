import { passwordLength } from "@tenon/contract/auth";
import type { FieldError } from "@tenon/contract/errors";
import { normalizePassword } from "./passwords.ts";

/**
 * Why a new password is refused; empty when it is fine. Length and context only, no composition rules
 * (ASVS 5.0 6.2.1, 6.2.5, 6.2.11).
 * @param context words that a guesser would try first: the account's name, e-mail address, the product's name
 */
export function passwordFaults(password: string, context: string[]): FieldError[] {
  const normalized = normalizePassword(password);
  const length = [...normalized].length;
  if (length < passwordLength.min) return [fault("too_short", `Use at least ${passwordLength.min} characters.`)];
  if (length > passwordLength.max) return [fault("too_long", `Use at most ${passwordLength.max} characters.`)];
  if (new Set(normalized).size < 5) return [fault("repetitive", "Use more different characters.")];

  const rest = context
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length >= 3)
    .reduce((left, word) => left.replaceAll(normalizePassword(word).toLowerCase(), ""), normalized.toLowerCase());
  return rest.length < passwordLength.min / 2 ? [fault("guessable", "Do not build it from your name or address.")] : [];
}

const fault = (code: string, message: string): FieldError => ({ path: ["password"], code, message });
