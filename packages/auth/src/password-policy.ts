import { passwordLength } from "@tenon/contract/auth";
import type { FieldError } from "@tenon/contract/errors";
import type { BreachList } from "./breach-list.ts";
import { isBuiltFrom, isCommon } from "./guessable.ts";
import { normalizePassword } from "./normalize-password.ts";

/** What else a new password must have: nothing, or upper and lower case, a digit and a sign. */
export type PasswordComposition = "none" | "mixed";

export type PasswordPolicyOptions = {
  /** In characters. @default 12 */
  minLength?: number;
  /** @default "none" (ASVS 5.0 6.2.5) */
  composition?: PasswordComposition;
  /** Passwords that were seen in breaches, asked one after the other. @default none */
  breached?: BreachList[];
};

export type PasswordPolicy = { faults: (password: string, context: string[]) => Promise<FieldError[]> };

/**
 * Judges new passwords: by length, what is common, context, and what was breached; composition only where it is asked for
 * (ASVS 5.0 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11, 6.2.12).
 */
export function createPasswordPolicy(options: PasswordPolicyOptions = {}): PasswordPolicy {
  const { minLength = passwordLength.min, composition = "none", breached = [] } = options;

  return {
    async faults(password, context) {
      const normalized = normalizePassword(password);
      const length = [...normalized].length;
      if (length < minLength) return [fault("too_short", `Use at least ${minLength} characters.`)];
      if (length > passwordLength.max) return [fault("too_long", `Use at most ${passwordLength.max} characters.`)];
      if (composition === "mixed" && !kinds.every((kind) => kind.test(normalized)))
        return [fault("composition", "Use upper and lower case letters, digits and other signs.")];
      if (new Set(normalized).size < 5) return [fault("repetitive", "Use more different characters.")];
      if (isBuiltFrom(normalized, context) || (await isCommon(normalized)))
        return [fault("guessable", "Do not build it from a common password, your name or your address.")];
      // As it was typed, and as it is hashed: lists are made of what people type.
      const spellings = [...new Set([password, normalized])];
      for (const list of breached) {
        const isKnown = await Promise.all(spellings.map((spelling) => list.has(spelling)));
        if (isKnown.includes(true)) return [fault("breached", "This password is known from a breach. Use another.")];
      }
      return [];
    },
  };
}

const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

const fault = (code: string, message: string): FieldError => ({ path: ["password"], code, message });
