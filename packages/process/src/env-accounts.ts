import { z } from "zod";
import { flag, whole } from "./env-types.ts";

/** Secrets that were `APP_SECRET` before. */
export const earlierSecrets = z
  .string()
  .transform((list) => list.split(",").map((secret) => secret.trim()))
  // Never a value: messages are printed.
  .refine(
    (secrets) => secrets.every(({ length }) => length >= 32),
    "must be at least 32 characters each, separated by commas",
  )
  .default([])
  .meta({
    description:
      "Secrets before it, separated by commas: what was made with them is still read (docs/recipes/rotate-secrets.md).",
    examples: ["the-secret-before-of-at-least-32-characters"],
  });

/** What is asked of new passwords, and how much of accounts may be asked for. */
export const accountVariables = {
  PASSWORD_MIN: whole(12, 64).default(12).meta({
    description: "Characters of a new password at least; 15 is NIST's number where it is the only factor.",
  }),
  PASSWORD_COMPOSITION: z.enum(["none", "mixed"]).default("none").meta({
    description: "mixed: new passwords need upper and lower case, a digit and another sign; length helps more.",
  }),
  PASSWORD_BREACH_FILE: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        "Passwords of breaches, which nobody may choose; pnpm breach-file makes it (docs/recipes/passwords.md).",
      examples: ["/srv/tenon/breached.bin"],
    }),
  PASSWORD_HIBP: flag.default(false).meta({
    description:
      "true: asks Have I Been Pwned about new passwords, by five of forty digits of a hash, for a second at most.",
  }),
  AUTH_ENUMERATION_SAFE: flag.default(false).meta({
    description:
      "true: registering answers 202 whether or not the address is taken, and goes on by mail; nobody can find out who has an account.",
  }),
  REGISTER_LIMIT: whole(1, 1_000_000_000).default(10).meta({
    description: "Registrations in an hour, of an address (an IPv6 /64).",
  }),
  ACCOUNT_MAIL_LIMIT: whole(1, 1_000_000_000).default(10).meta({
    description: "Mails about accounts that an address (an IPv6 /64) may ask for in an hour; one recipient gets 3.",
  }),
};
