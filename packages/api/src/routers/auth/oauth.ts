import { FlowFinish, FlowFinished, FlowStart, FlowStarted, Providers } from "@tenon/contract/identities";
import { finishFlow, listProviders, startSignIn } from "@tenon/core/identities";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { examples } from "../../examples.ts";
import { finishedFlow, startedFlow } from "../../flows.ts";
import { publicProcedure, signInProcedure } from "../../procedures.ts";

/** Signing in with a provider: see docs/recipes/sign-in-with-a-provider.md. */
export const oauth = {
  providers: rest(publicProcedure.output(Providers), "GET /auth/providers", {
    summary: "List the providers to sign in with",
    examples: examples.listProviders,
  }).query(({ ctx }) => listProviders(ctx)),

  oauthStart: rest(signInProcedure.input(FlowStart).output(FlowStarted), "GET /auth/oauth/{provider}", {
    summary: "Begin to sign in with a provider",
    description:
      "Sets a cookie for ten minutes that the browser has to come back with, and tells where to send it. Browsers that are on no page of ours go to `/auth/start/{provider}` instead.",
    examples: examples.startFlow,
    errors: ["PROVIDER_NOT_FOUND", "PROVIDER_UNAVAILABLE"],
  }).query(({ ctx, input }) => startedFlow(ctx, input.provider, startSignIn(ctx, input))),

  oauthCallback: rest(signInProcedure.input(FlowFinish).output(FlowFinished), "POST /auth/oauth/{provider}/callback", {
    summary: "Finish signing in with a provider, or linking one",
    description:
      "With what the provider's redirect brought, and the flow's cookie; to link, with the session that began it as well. Somebody new gets an account. Sets the session cookie, or in mode `bearer` or `tokens` answers tokens.",
    examples: examples.finishFlow,
    errors: [
      "OAUTH_FLOW_INVALID",
      "OAUTH_REJECTED",
      "OAUTH_DENIED",
      "MFA_REQUIRED",
      "ACCOUNT_DISABLED",
      "PROVIDER_NOT_FOUND",
      "LINK_REQUIRED",
      "IDENTITY_TAKEN",
      "OAUTH_EMAIL_MISSING",
      "PROVIDER_UNAVAILABLE",
    ],
  }).mutation(({ ctx, input }) =>
    finishedFlow(ctx, input.provider, finishFlow(ctx, ctx.flows.read(input.provider), input)),
  ),
} satisfies TRPCRouterRecord;
