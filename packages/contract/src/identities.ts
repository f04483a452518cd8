import { z } from "zod";
import { remember, SignedIn, signInMode } from "./auth.ts";
import { Id, line } from "./fields.ts";

/** A provider's id: part of addresses and of a cookie's name. */
export const ProviderId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, "must be lower case letters, digits and -, and begin with a letter")
  .meta({ description: "The provider's id, as `auth.providers` lists it.", examples: ["github"] });

export const Provider = z
  .object({ id: ProviderId, name: z.string().meta({ description: "For its button." }) })
  .meta({ id: "Provider", description: "Somebody with whom one can sign in." });
export const Providers = z.object({ items: z.array(Provider) });
export type Providers = z.output<typeof Providers>;

/** Where a flow begins: to sign in, or to link. */
export const FlowStart = z.strictObject({
  provider: ProviderId,
  returnTo: line(2000)
    .min(1)
    .optional()
    .meta({
      description: "Where the browser goes in the end: a path of the web app, or an address of a trusted origin.",
      examples: ["/settings"],
    }),
  finish: z.enum(["server", "app"]).default("server").meta({
    description:
      "Where the provider sends the browser: to this server, which finishes and goes on to `returnTo`; or to the web app's `/auth/callback/{provider}`, which calls `auth.oauthCallback`.",
  }),
});
export type FlowStart = z.output<typeof FlowStart>;

export const FlowStarted = z
  .object({ url: z.string().meta({ description: "Send the browser there, with the cookie that came along." }) })
  .meta({ id: "FlowStarted" });
export type FlowStarted = z.output<typeof FlowStarted>;

/** What the provider's redirect brought: a code or an error (RFC 6749, 4.1.2; RFC 9207). */
export const FlowFinish = z
  .strictObject({
    provider: ProviderId,
    state: line(500).min(1),
    code: line(4000).min(1).optional(),
    error: line(200).min(1).optional(),
    iss: line(2000).min(1).optional().meta({ description: "As it came, if it came." }),
    mode: signInMode,
    remember,
  })
  .check(({ value, issues }) => {
    if ((value.code === undefined) !== (value.error === undefined)) return;
    issues.push({ code: "custom", path: ["code"], message: "either code or error must be there", input: value });
  });
export type FlowFinish = z.output<typeof FlowFinish>;

export const FlowFinished = SignedIn.extend({
  outcome: z.enum(["signed-in", "linked"]).meta({ description: "`linked`: the session goes on, without a new token." }),
  returnTo: z.string().meta({ description: "Where the browser is to go now." }),
}).meta({ id: "FlowFinished" });
export type FlowFinished = z.output<typeof FlowFinished>;

export const Identity = z
  .object({
    id: Id,
    provider: z.string(),
    providerName: z.string().nullable().meta({ description: "Null when the provider is not configured any more." }),
    email: z.string().nullable().meta({ description: "The address at the provider when it was linked." }),
    createdAt: z.date(),
    lastUsedAt: z.date(),
  })
  .meta({ id: "Identity", description: "An account at a provider with which one can sign in." });
export type Identity = z.output<typeof Identity>;
export const Identities = z.object({ items: z.array(Identity) });
export type Identities = z.output<typeof Identities>;

export const IdentityId = z.strictObject({ id: Id });
export type IdentityId = z.output<typeof IdentityId>;
