import { randomInt } from "node:crypto";

/** Neither letters nor digits that look alike (Crockford's Base32); slots without I, which would be read as 1. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const slots = "ABCDEFGHJK".split("");
const randomChars = 15;

export type RecoveryCode = {
  /** Which of the set it is: so one hash is verified for a try, and not ten. */
  slot: string;
  /** What is hashed: 75 random bits, with the slot. */
  normal: string;
};

/** A set of ten as they are shown: `A-7KQ2M-9X4TD-HH3PR`. */
export const newRecoveryCodes = (): string[] =>
  slots.map((slot) => {
    const chars = Array.from({ length: randomChars }, () => alphabet[randomInt(alphabet.length)]).join("");
    return [slot, ...(chars.match(/.{5}/g) ?? [])].join("-");
  });

/** A code as somebody has typed it, in any letters, with or without dashes; null when it cannot be one. */
export function readRecoveryCode(typed: string): RecoveryCode | null {
  const [slot = "", ...chars] = typed.toUpperCase().replaceAll(/[\s-]/g, "");
  const rest = chars.join("").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const isCode =
    slots.includes(slot) && rest.length === randomChars && [...rest].every((char) => alphabet.includes(char));
  return isCode ? { slot, normal: slot + rest } : null;
}
