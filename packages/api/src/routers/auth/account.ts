import { ForgotPassword, MailedToken, ResetPassword } from "@tenon/contract/account";
import {
  confirmEmail,
  forgotPassword,
  resendVerification,
  resetPassword,
  revertEmail,
  verifyEmail,
} from "@tenon/core/account";
import { unlock } from "@tenon/core/auth";
import { keepAccount } from "@tenon/core/users";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { alone, authedProcedure, credentialProcedure, secretReply } from "../../procedures.ts";
import { known } from "../../sign-in.ts";

const mailedToken = credentialProcedure.input(MailedToken).output(z.void());
const oneUse = { status: 204, examples: examples.mailedToken } as const;

/** What is done by mail: whoever holds a token reads the address that it was sent to. */
export const account = {
  verifyEmail: rest(mailedToken, "POST /auth/verify-email", {
    ...oneUse,
    summary: "Confirm an address by the token of a mail",
    description: "Where accounts are made by mail (`AUTH_ENUMERATION_SAFE`), this makes the account.",
    errors: ["TOKEN_EXPIRED_OR_USED", "EMAIL_TAKEN"],
  }).mutation(({ ctx, input }) => verifyEmail(ctx, input)),

  resendVerification: rest(
    authedProcedure.use(secretReply).use(alone).output(z.void()),
    "POST /auth/verify-email/resend",
    {
      summary: "Have the mail that confirms your address sent again",
      description: "Links that were sent before stop working. Nothing is sent to an address that is confirmed.",
      status: 202,
    },
  ).mutation(({ ctx }) => resendVerification(ctx)),

  forgotPassword: rest(credentialProcedure.input(ForgotPassword).output(z.void()), "POST /auth/forgot-password", {
    summary: "Have a link mailed by which to choose a new password",
    description: "The answer is the same, in the same time, whether or not there is an account with this address.",
    status: 202,
    examples: examples.forgotPassword,
  }).mutation(({ ctx, input }) => forgotPassword(ctx, input)),

  resetPassword: rest(credentialProcedure.input(ResetPassword).output(z.void()), "POST /auth/reset-password", {
    summary: "Choose a password by the token of a mail",
    description:
      "Of a reset, or of an invitation. Ends all sessions and signs nobody in; second factors stay, and a lock is lifted; a browser that keeps the cookie `device` may sign in although its network has spent its tries. Where nobody has verified the address before, API keys and identities end as well. A password that is refused does not use up the token.",
    status: 204,
    examples: examples.resetPassword,
    errors: ["TOKEN_EXPIRED_OR_USED", "WEAK_PASSWORD", "AUTH_BUSY"],
  }).mutation(({ ctx, input }) => known(ctx, resetPassword(ctx, input))),

  confirmEmail: rest(mailedToken, "POST /auth/confirm-email", {
    ...oneUse,
    summary: "Confirm a new address by the token that was mailed to it",
    description: "From now on it is the account's. The address before is told, and can take it back for seven days.",
    errors: ["TOKEN_EXPIRED_OR_USED", "EMAIL_TAKEN"],
  }).mutation(({ ctx, input }) => confirmEmail(ctx, input)),

  revertEmail: rest(mailedToken, "POST /auth/revert-email", {
    ...oneUse,
    summary: "Take an account back to the address before",
    description:
      "By the token that was mailed there. Ends all sessions and the password; a link to choose one is mailed.",
    errors: ["TOKEN_EXPIRED_OR_USED"],
  }).mutation(({ ctx, input }) => revertEmail(ctx, input)),

  unlock: rest(mailedToken, "POST /auth/unlock", {
    ...oneUse,
    summary: "Lift the lock of failed sign-ins, by the token that its owner was mailed",
    description:
      "A browser that keeps the cookie `device` may then sign in although its network has spent its tries. After a hundred failures in a row it is not enough: then only a new password helps.",
    errors: ["TOKEN_EXPIRED_OR_USED"],
  }).mutation(({ ctx, input }) => known(ctx, unlock(ctx, input))),

  keepAccount: rest(mailedToken, "POST /auth/keep-account", {
    ...oneUse,
    summary: "Take back the deletion of an account, by the token of the mail about it",
    description: "Signs nobody in.",
    errors: ["TOKEN_EXPIRED_OR_USED"],
  }).mutation(({ ctx, input }) => keepAccount(ctx, input)),
} satisfies TRPCRouterRecord;
