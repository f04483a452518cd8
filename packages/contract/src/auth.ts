import { z } from "zod";
import { displayName, Email, Username } from "./fields.ts";
import { Passkey, PasskeyAnswer, RecoveryCode, TotpCode } from "./second-factors.ts";
import { Tokens } from "./tokens.ts";
import { Me } from "./users.ts";

/** Lengths in characters after NFKC (NIST SP 800-63B; ASVS 5.0 6.2.1, 6.2.9). */
export const passwordLength = { min: 12, max: 128 };

/** Only bounded here: what makes a new password acceptable is the account policy's business. */
export const Password = z.string().min(1).max(1024);

export const NewPassword = Password.meta({
  description: "12 to 128 characters, not built from common words or from the account's own.",
  examples: ["correct horse battery"],
  // For the document alone: the policy counts after NFKC, and answers WEAK_PASSWORD.
  minLength: passwordLength.min,
  maxLength: passwordLength.max,
});

export const signInMode = z.enum(["cookie", "bearer", "tokens"]).default("cookie").meta({
  description:
    "`cookie` sets the session cookie; `bearer` returns the token for an Authorization header; `tokens` returns an access token of five minutes for it, and a refresh token.",
});

export const Register = z.strictObject({
  email: Email,
  password: NewPassword,
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

/** Refuses an input without exactly one of the ways to show who one is. */
const exactlyOne =
  (...names: string[]) =>
  ({ value, issues }: { value: Record<string, unknown>; issues: z.core.$ZodRawIssue[] }) => {
    const given = names.filter((name) => value[name] !== undefined);
    if (given.length === 1) return;
    const path = given.slice(0, 1);
    issues.push({ code: "custom", message: `Send exactly one of ${names.join(", ")}.`, path, input: undefined });
  };

const secondFactor = {
  code: TotpCode.optional(),
  recoveryCode: RecoveryCode.optional(),
  passkey: PasskeyAnswer.optional(),
};

export const LoginMfa = z
  .strictObject({
    challenge: z.string().min(1).max(100).meta({ description: "From the error MFA_REQUIRED." }),
    ...secondFactor,
    mode: signInMode,
    remember,
  })
  .check(exactlyOne("code", "recoveryCode", "passkey"));
export type LoginMfa = z.output<typeof LoginMfa>;

export const PasskeyLogin = z.strictObject({ passkey: PasskeyAnswer, mode: signInMode, remember });
export type PasskeyLogin = z.output<typeof PasskeyLogin>;

export const Reauthenticate = z
  .strictObject({ password: Password.optional(), ...secondFactor })
  .check(exactlyOne("password", "code", "recoveryCode", "passkey"));
export type Reauthenticate = z.output<typeof Reauthenticate>;

/** The session's new token, for a credential was shown: the old one is no more. */
const renewed = {
  token: z.string().nullable().meta({ description: "The session's new token, where it is a bearer's, else null." }),
  expiresAt: SignedIn.shape.expiresAt,
  recoveryCodes: z
    .array(z.string())
    .nullable()
    .meta({ description: "With the account's first factor: ten codes that work once each. Shown this once." }),
};

export const MfaConfirmed = z.object(renewed).meta({ id: "MfaConfirmed" });
export type MfaConfirmed = z.output<typeof MfaConfirmed>;

export const PasskeyAdded = z.object({ passkey: Passkey, ...renewed }).meta({ id: "PasskeyAdded" });
export type PasskeyAdded = z.output<typeof PasskeyAdded>;
/** What registering answers. Where accounts are made by mail (`AUTH_ENUMERATION_SAFE`) there is nothing yet: all is null. */
export const Registered = SignedIn.extend({
  user: Me.nullable().meta({ description: "Null where the account has yet to be confirmed by mail." }),
  expiresAt: SignedIn.shape.expiresAt.nullable(),
}).meta({ id: "Registered" });
export type Registered = z.output<typeof Registered>;
