import { ChangeEmail, ChangePassword } from "@tenon/contract/account";
import { SignedIn } from "@tenon/contract/auth";
import { changeEmail, changePassword } from "@tenon/core/account";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { alone, authedProcedure, freshProcedure, secretReply } from "../../procedures.ts";
import { signIn } from "../../sign-in.ts";

const ownCredentials = authedProcedure.use(secretReply).use(alone);

/** What one signs in with. */
export const credentials = {
  changePassword: rest(ownCredentials.input(ChangePassword).output(SignedIn), "POST /me/password", {
    summary: "Change your password",
    description:
      "Your session goes on under a new token; all others end unless you say otherwise. It is as fresh as it was where you have a second factor.",
    examples: examples.changePassword,
    errors: [
      "INVALID_CREDENTIALS",
      "IMPERSONATION_DENIED",
      "CONFLICT",
      "WEAK_PASSWORD",
      "TOO_MANY_ATTEMPTS",
      "AUTH_BUSY",
    ],
  }).mutation(({ ctx, input }) => signIn(ctx, changePassword(ctx, input))),

  changeEmail: rest(freshProcedure.use(secretReply).use(alone).input(ChangeEmail).output(z.void()), "POST /me/email", {
    summary: "Ask for another address",
    description:
      "Mails a link to it; nothing changes before that is followed. Needs a sign-in within the last ten minutes. The answer does not tell whether the address is somebody else's.",
    status: 202,
    examples: examples.changeEmail,
  }).mutation(({ ctx, input }) => changeEmail(ctx, input)),
} satisfies TRPCRouterRecord;
