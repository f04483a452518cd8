import { type IdentityProvider, isStateOf, type ProvidedIdentity } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { FlowFinish, FlowFinished, FlowStart, FlowStarted } from "@tenon/contract/identities";
import { z } from "zod";
import { assertMayChangeCredentials } from "../account-policy.ts";
import { signInAs, type StartedSession } from "../auth/sign-in.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { readMe } from "../me.ts";
import { providerOf } from "./federation.ts";
import { linkToActor } from "./link.ts";
import { noteRefusal } from "./refusal.ts";
import { userOf } from "./user-of.ts";

/** The token is for the cookie alone. */
export type StartedFlow = { output: FlowStarted; token: string };
export type FinishedFlow = { output: FlowFinished; started: Pick<StartedSession, "token" | "session"> | null };

/** What is kept of a flow. Nothing of it is secret: what protects the flow is made of its token. */
const Kept = z.object({
  provider: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
  /** The session that is to get the identity, of a flow that links. */
  linksSession: z.string().nullable(),
});

export const startSignIn = (ctx: Ctx, input: FlowStart): Promise<StartedFlow> => start(ctx, input, undefined);

/** Begins to link an identity to one's own account. Throws SUDO_REQUIRED or IMPERSONATION_DENIED. */
export async function startLink(ctx: UserCtx, input: FlowStart): Promise<StartedFlow> {
  assertMayChangeCredentials(ctx);
  return start(ctx, input, ctx.actor);
}

async function start(ctx: Ctx, input: FlowStart, links: UserCtx["actor"] | undefined): Promise<StartedFlow> {
  const provider = providerOf(ctx.federation, input.provider);
  const redirectUri = ctx.federation.callbackUrl(provider.id, input.finish);
  const returnTo = ctx.federation.returnUrl(input.returnTo);
  const linksSession = links?.session.publicId ?? null;
  const payload: z.input<typeof Kept> = { provider: provider.id, redirectUri, returnTo, linksSession };
  const token = await ctx.auth.oneTimeTokens.issue(ctx.db, { kind: "oauth_flow", userId: links?.id, payload });
  return { output: { url: await provider.authorizationUrl({ token, provider: provider.id, redirectUri }) }, token };
}

/**
 * Ends a flow: once, in the browser that began it (ASVS 5.0 10.1.2), with the provider that it was begun with (10.2.2). Only an
 * answer that belongs to the flow uses it up. @param token the cookie's
 */
export async function finishFlow(ctx: Ctx, token: string | undefined, input: FlowFinish): Promise<FinishedFlow> {
  const provider = providerOf(ctx.federation, input.provider);
  if (token === undefined || !isStateOf({ token, provider: provider.id }, input.state))
    throw new AppError("OAUTH_FLOW_INVALID");
  const taken = await ctx.auth.oneTimeTokens.redeem(ctx.db, { kind: "oauth_flow", token });
  const kept = Kept.safeParse(taken?.payload).data;
  if (!taken || kept?.provider !== provider.id) throw new AppError("OAUTH_FLOW_INVALID");

  const { redirectUri, returnTo, linksSession } = kept;
  try {
    const linking = linksSession === null ? undefined : linkingCtx(ctx, taken.userId, linksSession);
    const { state, code, error, iss } = input;
    const identity = await provider.identify(
      { token, provider: provider.id, redirectUri },
      { state, code, error, iss },
    );
    if (linking) return { output: { ...(await link(linking, provider, identity)), returnTo }, started: null };
    const { mode: kind, remember } = input;
    const aal = provider.isTrusted && identity.isMultiFactor ? 2 : 1;
    const userId = await userOf(ctx, provider, identity);
    const { output, ...started } = await signInAs(ctx, userId, { kind, aal, amr: ["fed"], remember });
    return { output: { ...output, outcome: "signed-in", returnTo }, started };
  } catch (error) {
    throw await noteRefusal(ctx, error, { provider: provider.id, returnTo });
  }
}

/** The caller, if it is whoever began to link, in the same session. */
function linkingCtx(ctx: Ctx, userId: string | null, session: string): UserCtx {
  const { actor } = ctx;
  if (actor.kind !== "user" || actor.id !== userId || actor.session.publicId !== session)
    throw new AppError("OAUTH_FLOW_INVALID");
  return { ...ctx, actor };
}

async function link(
  ctx: UserCtx,
  provider: IdentityProvider,
  identity: ProvidedIdentity,
): Promise<Omit<FlowFinished, "returnTo">> {
  await linkToActor(ctx, provider, identity);
  const user = await readMe(ctx, ctx.actor.id, null);
  return { user, token: null, expiresAt: ctx.actor.session.expiresAt, outcome: "linked" };
}
