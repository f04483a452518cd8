import { z } from "zod";
import { displayName, Id, line } from "./fields.ts";

/** How a second factor can be shown; each is the name of the field that it is shown in. */
export const MfaMethod = z
  .enum(["code", "passkey", "recoveryCode"])
  .meta({ id: "MfaMethod", description: "How a second factor can be shown: the name of the field for it." });
export type MfaMethod = z.output<typeof MfaMethod>;

/** Six digits; apps show them in two groups. */
export const TotpCode = z
  .string()
  .max(20)
  .transform((typed) => typed.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "must be six digits"))
  .meta({ description: "The six digits that the authenticator app shows.", examples: ["123456"] });

export const RecoveryCode = line(40)
  .min(1)
  .meta({ description: "One of the account's recovery codes.", examples: ["A-7KQ2M-9X4TD-HH3PR"] });

const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/, "must be base64url");
const transports = z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(10);

const credential = { id: base64url(1400), rawId: base64url(1400), type: z.literal("public-key") };

/** Not strict, as are the two below: browsers add members that nobody needs. */
export const PasskeyAnswer = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(8000),
      authenticatorData: base64url(4000),
      signature: base64url(8000),
      userHandle: base64url(100).nullish(),
    }),
  })
  .meta({
    id: "PasskeyAnswer",
    description: "What `navigator.credentials.get` answered, as its `toJSON()` writes it (WebAuthn, 5.1).",
  });
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>;

export const PasskeyCreated = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(8000),
      attestationObject: base64url(40_000),
      transports: transports.optional(),
    }),
  })
  .meta({
    id: "PasskeyCreated",
    description: "What `navigator.credentials.create` answered, as its `toJSON()` writes it (WebAuthn, 5.1).",
  });
export type PasskeyCreated = z.output<typeof PasskeyCreated>;

const descriptor = z.object({ id: z.string(), type: z.literal("public-key"), transports: transports.optional() });

export const PasskeyRequestOptions = z
  .object({
    challenge: z.string(),
    timeout: z.int(),
    rpId: z.string(),
    userVerification: z.literal("required"),
  })
  .meta({
    id: "PasskeyRequestOptions",
    description:
      "For `navigator.credentials.get`, through `PublicKeyCredential.parseRequestOptionsFromJSON`; for one sign-in, within five minutes.",
  });
export type PasskeyRequestOptions = z.output<typeof PasskeyRequestOptions>;

export const PasskeyCreationOptions = z
  .object({
    challenge: z.string(),
    timeout: z.int(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.int() })),
    excludeCredentials: z.array(descriptor),
    authenticatorSelection: z.object({
      residentKey: z.literal("required"),
      requireResidentKey: z.literal(true),
      userVerification: z.literal("required"),
    }),
    attestation: z.literal("none"),
  })
  .meta({
    id: "PasskeyCreationOptions",
    description:
      "For `navigator.credentials.create`, through `PublicKeyCredential.parseCreationOptionsFromJSON`; for one passkey, within five minutes.",
  });
export type PasskeyCreationOptions = z.output<typeof PasskeyCreationOptions>;

export const Passkey = z
  .object({
    id: Id,
    name: z.string(),
    backedUp: z.boolean().meta({ description: "Whether it is kept in more than one device." }),
    transports: z.array(z.string()),
    createdAt: z.date(),
    lastUsedAt: z.date().nullable(),
  })
  .meta({ id: "Passkey" });
export type Passkey = z.output<typeof Passkey>;

export const PasskeyList = z.object({ items: z.array(Passkey) }).meta({ id: "PasskeyList" });
export type PasskeyList = z.output<typeof PasskeyList>;

const passkeyName = displayName(60).meta({ description: "By which you know it again.", examples: ["Ada's phone"] });

export const PasskeyAdd = z.strictObject({ name: passkeyName, passkey: PasskeyCreated });
export type PasskeyAdd = z.output<typeof PasskeyAdd>;

export const PasskeyId = z.strictObject({ id: Id });
export type PasskeyId = z.output<typeof PasskeyId>;

export const PasskeyRename = z.strictObject({ id: Id, name: passkeyName });
export type PasskeyRename = z.output<typeof PasskeyRename>;

export const MfaSetup = z
  .object({
    secret: z.string().meta({ description: "For typing, in Base32." }),
    uri: z.string().meta({ description: "For a QR code: `otpauth://totp/…`." }),
  })
  .meta({ id: "MfaSetup", description: "What an authenticator app needs. It counts once a code of it was confirmed." });
export type MfaSetup = z.output<typeof MfaSetup>;

export const MfaConfirm = z.strictObject({
  code: TotpCode,
  revokeOthers: z.boolean().default(true).meta({ description: "Whether your other sessions end." }),
});
export type MfaConfirm = z.output<typeof MfaConfirm>;

/** Ten codes. */
const codes = z.array(z.string()).meta({ description: "Ten codes that work once each. Shown this once." });

export const RecoveryCodes = z.object({ recoveryCodes: codes }).meta({ id: "RecoveryCodes" });
export type RecoveryCodes = z.output<typeof RecoveryCodes>;

export const MfaState = z
  .object({
    methods: z.array(MfaMethod).meta({ description: "Empty while no second factor is asked for." }),
    required: z.boolean().meta({ description: "Whether the account must have one." }),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: "MfaState" });
export type MfaState = z.output<typeof MfaState>;
