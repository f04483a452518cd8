import { z } from "zod";
import { displayName, Email, Username } from "./fields.ts";
import { Tokens } from "./tokens.ts";
import { Me } from "./users.ts";

/** Lengths in characters after NFKC (NIST SP 800-63B; ASVS 5.0 6.2.1, 6.2.9). */
export const passwordLength = { min: 12, max: 128 };

/** Only bounded here: what makes a new password acceptable is the account policy's business. */
const Password = z.string().min(1).max(1024);

export const signInMode = z.enum(["cookie", "bearer", "tokens"]).default("cookie").meta({
  description:
    "`cookie` sets the session cookie; `bearer` returns the token for an Authorization header; `tokens` returns an access token of five minutes for it, and a refresh token.",
});

export const Register = z.strictObject({
  email: Email,
  password: Password.meta({
    description: "12 to 128 characters, not built from common words or from the account's own.",
    examples: ["correct horse battery"],
    // For the document alone: the policy counts after NFKC, and answers WEAK_PASSWORD.
    minLength: passwordLength.min,
    maxLength: passwordLength.max,
  }),
  name: displayName(80),
  username: Username.optional().meta({ description: "Made from the name when absent." }),
  mode: signInMode,
});
export type Register = z.output<typeof Register>;

export const remember = z.boolean().optional().meta({
  default: true,
  description: "Whether the session outlives the browser; if not, it ends after 12 hours without use as well.",
});

export const Login = z.strictObject({ email: Email, password: Password, mode: signInMode, remember });
export type Login = z.output<typeof Login>;

export const SignedIn = z
  .object({
    user: Me,
    token: z.string().nullable().meta({ description: "The session's token in mode `bearer`, else null." }),
    ...Tokens.pick({ accessToken: true, refreshToken: true, expiresIn: true }).partial().shape,
    expiresAt: z.date().meta({ description: "When the session ends if it is not used before." }),
  })
  .meta({ id: "SignedIn" });
export type SignedIn = z.output<typeof SignedIn>;
