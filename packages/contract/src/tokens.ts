import { z } from "zod";
import { line } from "./fields.ts";
import { Permission } from "./permissions.ts";

const Scopes = z.array(Permission).min(1).max(100);

export const AccessTokenRequest = z
  .strictObject({
    audience: line(200)
      .min(1)
      .optional()
      .meta({
        description: "Who is to take it: one of ACCESS_TOKEN_AUDIENCES, or this server. Default: the first of them.",
        examples: ["https://search.example.com"],
      }),
    scopes: Scopes.optional().meta({ description: "What it is good for; all that you may do when absent." }),
  })
  .prefault({});
export type AccessTokenRequest = z.output<typeof AccessTokenRequest>;

export const AccessToken = z
  .object({
    accessToken: z.string().meta({ description: "A JWT (RFC 9068), for an Authorization header." }),
    expiresAt: z.date(),
    expiresIn: z.int().meta({ description: "Seconds until then." }),
    audience: z.string(),
    scopes: z.array(Permission),
  })
  .meta({ id: "AccessToken" });
export type AccessToken = z.output<typeof AccessToken>;

export const Refresh = z.strictObject({ refreshToken: z.string().min(1).max(200) });
export type Refresh = z.output<typeof Refresh>;

export const Tokens = z
  .object({
    accessToken: z.string().meta({ description: "For the Authorization header of each call; a JWT (RFC 9068)." }),
    refreshToken: z.string().meta({ description: "Exchange it for the next tokens. It works once." }),
    expiresIn: z.int().meta({ description: "Seconds for which the access token holds." }),
    expiresAt: z.date().meta({ description: "When the session ends if it is not refreshed before." }),
  })
  .meta({ id: "Tokens" });
export type Tokens = z.output<typeof Tokens>;

export const DeviceStart = z
  .strictObject({
    clientName: line(60)
      .min(1)
      .regex(/^[\p{L}\p{N}\p{P}\p{Zs}+]*$/u, "must be letters, digits, punctuation and spaces")
      .default("A program")
      .meta({ description: "What it is called, for whoever approves it.", examples: ["tenon on ada-laptop"] }),
    scopes: Scopes.optional().meta({ description: "What it wants to do; all that its user may do when absent." }),
  })
  .prefault({});
export type DeviceStart = z.output<typeof DeviceStart>;

export const DeviceStarted = z
  .object({
    deviceCode: z.string().meta({ description: "For `auth.devicePoll`; show it to nobody." }),
    userCode: z.string().meta({ description: "What a person types at `verificationUri`.", examples: ["BCDF-GHJK"] }),
    verificationUri: z.string(),
    expiresAt: z.date(),
    expiresIn: z.int().meta({ description: "Seconds until then." }),
    interval: z.int().meta({ description: "Seconds to wait between two polls, at least." }),
  })
  .meta({ id: "DeviceStarted" });
export type DeviceStarted = z.output<typeof DeviceStarted>;

const UserCode = z
  .string()
  .max(20)
  .regex(/^[^a-z]*([a-z][^a-z]*){8}$/i, "must be eight letters")
  .meta({ description: "As the program shows it; dashes, spaces and case do not matter.", examples: ["BCDF-GHJK"] });

export const DeviceClaim = z.strictObject({ userCode: UserCode });
export type DeviceClaim = z.output<typeof DeviceClaim>;

export const DeviceRequest = z
  .object({
    clientName: z.string().meta({ description: "As it calls itself." }),
    scopes: z.array(Permission).meta({ description: "What it will be able to do for you." }),
    all: z.boolean().meta({ description: "Whether that is all that you may do." }),
    ip: z.string().nullable().meta({ description: "Where it asked from." }),
    userAgent: z.string().nullable(),
    createdAt: z.date(),
    expiresAt: z.date(),
  })
  .meta({ id: "DeviceRequest", description: "A program that waits to be let in." });
export type DeviceRequest = z.output<typeof DeviceRequest>;

export const DeviceApprove = z.strictObject({
  userCode: UserCode,
  approve: z.boolean().default(true).meta({ description: "False turns it away." }),
});
export type DeviceApprove = z.output<typeof DeviceApprove>;

export const DevicePoll = z.strictObject({ deviceCode: z.string().min(1).max(200) });
export type DevicePoll = z.output<typeof DevicePoll>;

export const SigningKey = z
  .object({
    kid: z.string(),
    state: z.enum(["next", "present", "past"]),
    signsFrom: z.date(),
    createdAt: z.date(),
  })
  .meta({ id: "SigningKey", description: "A key that access tokens are signed with." });
export type SigningKey = z.output<typeof SigningKey>;

export const SigningKeys = z.object({ items: z.array(SigningKey) }).meta({ id: "SigningKeys" });
export type SigningKeys = z.output<typeof SigningKeys>;

export const SigningKeyRotate = z
  .strictObject({
    compromised: z.boolean().default(false).meta({
      description: "The key has leaked: a new one takes over at once, and all that was signed before no longer holds.",
    }),
  })
  .prefault({});
export type SigningKeyRotate = z.output<typeof SigningKeyRotate>;
