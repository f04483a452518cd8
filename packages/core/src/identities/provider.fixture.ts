import { checksOf, type IdentityProvider, type ProvidedIdentity } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { FlowFinish, FlowStart } from "@tenon/contract/identities";
import type { Ctx, UserCtx } from "../ctx.ts";
import { finishFlow, listIdentities, startLink, startSignIn } from "../identities.ts";
import { createFederation } from "./federation.ts";

export const ada: ProvidedIdentity = {
  issuer: "https://id.example.com",
  subject: "sub-of-ada",
  email: "Ada@Example.com",
  isEmailVerified: true,
  name: "Ada Lovelace",
  isMultiFactor: false,
};

/** A provider that signs in whoever `says` says, without asking. */
export function provider(id: string, says: ProvidedIdentity | AppError, isTrusted = true): IdentityProvider {
  return {
    id,
    name: id.toUpperCase(),
    isTrusted,
    authorizationUrl: ({ token }) => Promise.resolve(`https://id.example.com/auth#${token.length}`),
    identify: () => (says instanceof AppError ? Promise.reject(says) : Promise.resolve(says)),
  };
}

export function withProviders<C extends Ctx>(ctx: C, ...providers: IdentityProvider[]): C {
  const urls = { publicUrl: "https://api.example.com", webUrl: "https://app.example.com" };
  const federation = createFederation({
    providers: new Map(providers.map((one) => [one.id, one])),
    ...urls,
    trustedOrigins: [],
  });
  return { ...ctx, federation };
}

/** A flow from its beginning to its end, in one browser. */
export async function signIn(ctx: Ctx, id: string, start: Partial<FlowStart> = {}) {
  const { token } = await startSignIn(ctx, FlowStart.parse({ provider: id, ...start }));
  return finishFlow(ctx, token, answer(id, token));
}

export async function link(ctx: UserCtx, id: string) {
  const { token } = await startLink(ctx, FlowStart.parse({ provider: id }));
  return finishFlow(ctx, token, answer(id, token));
}

export const answer = (id: string, token: string): FlowFinish =>
  FlowFinish.parse({ provider: id, state: checksOf({ token, provider: id }).state, code: "a-code" });

export const methodsOf = async (ctx: UserCtx) => (await listIdentities(ctx)).items.map(({ provider: id }) => id);
