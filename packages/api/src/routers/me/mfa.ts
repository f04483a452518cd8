import { MfaConfirmed } from "@tenon/contract/auth";
import { MfaConfirm, MfaSetup, MfaState, RecoveryCodes } from "@tenon/contract/second-factors";
import { confirmApp, getMfa, removeApp, renewRecoveryCodes, startApp } from "@tenon/core/mfa";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { accountProcedure, alone, freshAccountProcedure, freshProcedure, secretReply } from "../../procedures.ts";
import { signIn } from "../../sign-in.ts";

/** One's own authenticator app and recovery codes. */
export const mfa = {
  get: rest(accountProcedure.output(MfaState), "GET /me/mfa", {
    summary: "Read which second factors you have",
    examples: examples.readMfa,
  }).query(({ ctx }) => getMfa(ctx)),

  start: rest(freshAccountProcedure.use(secretReply).output(MfaSetup), "POST /me/mfa", {
    summary: "Begin to set up an authenticator app",
    description: "It counts once one of its codes was confirmed. Each call makes another secret.",
    examples: examples.startMfa,
    errors: ["MFA_ALREADY_ENABLED"],
  }).mutation(({ ctx }) => startApp(ctx)),

  confirm: rest(
    freshAccountProcedure.use(alone).use(secretReply).input(MfaConfirm).output(MfaConfirmed),
    "POST /me/mfa/confirm",
    {
      summary: "Confirm the authenticator app with one of its codes",
      description:
        "From then on signing in asks for it. Your other sessions end unless you say otherwise, and this one has a new token. The account's first factor comes with ten recovery codes.",
      examples: examples.confirmMfa,
      errors: ["MFA_CODE_INVALID", "MFA_ALREADY_ENABLED", "MFA_NOT_ENABLED", "AUTH_BUSY"],
    },
  ).mutation(({ ctx, input }) => signIn(ctx, confirmApp(ctx, input))),

  disable: rest(freshProcedure.output(z.void()), "DELETE /me/mfa", {
    summary: "Remove the authenticator app",
    description: "Passkeys stay. The recovery codes go with the last second factor.",
    status: 204,
    errors: ["MFA_NOT_ENABLED", "LAST_METHOD"],
  }).mutation(({ ctx }) => removeApp(ctx)),

  recoveryCodes: rest(freshProcedure.use(secretReply).output(RecoveryCodes), "POST /me/mfa/recovery-codes", {
    summary: "Make ten new recovery codes",
    description: "Those that you had before do not work any more.",
    examples: examples.recoveryCodes,
    errors: ["MFA_NOT_ENABLED", "AUTH_BUSY"],
  }).mutation(({ ctx }) => renewRecoveryCodes(ctx)),
} satisfies TRPCRouterRecord;
