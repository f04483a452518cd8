import { FlowStart, FlowStarted, Identities, IdentityId } from "@tenon/contract/identities";
import { listIdentities, startLink, unlinkIdentity } from "@tenon/core/identities";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { startedFlow } from "../../flows.ts";
import { alone, authedProcedure, secretReply } from "../../procedures.ts";

export const identities = {
  list: rest(authedProcedure.output(Identities), "GET /me/identities", {
    summary: "List the accounts at providers that sign you in",
    examples: examples.listIdentities,
  }).query(({ ctx }) => listIdentities(ctx)),

  link: rest(authedProcedure.use(secretReply).use(alone).input(FlowStart).output(FlowStarted), "POST /me/identities", {
    summary: "Begin to link an account at a provider",
    description:
      "As `auth.oauthStart`, for this session. Needs a sign-in within the last ten minutes, and so does unlinking.",
    examples: examples.startLink,
    errors: ["SUDO_REQUIRED", "IMPERSONATION_DENIED", "PROVIDER_NOT_FOUND", "PROVIDER_UNAVAILABLE"],
  }).mutation(({ ctx, input }) => startedFlow(ctx, input.provider, startLink(ctx, input))),

  unlink: rest(authedProcedure.input(IdentityId).output(z.void()), "DELETE /me/identities/{id}", {
    summary: "Unlink an account at a provider",
    errors: ["SUDO_REQUIRED", "IMPERSONATION_DENIED", "IDENTITY_NOT_FOUND", "LAST_METHOD"],
  }).mutation(({ ctx, input }) => unlinkIdentity(ctx, input)),
} satisfies TRPCRouterRecord;
