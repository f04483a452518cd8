import { LoginMfa, PasskeyLogin, Reauthenticate, SignedIn } from "@tenon/contract/auth";
import { PasskeyRequestOptions } from "@tenon/contract/second-factors";
import { loginMfa, passkeyLogin, reauthenticate } from "@tenon/core/auth";
import { passkeyOptions } from "@tenon/core/mfa";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { examples } from "../../examples.ts";
import { accountProcedure, alone, credentialProcedure, secretReply, signInProcedure } from "../../procedures.ts";
import { signIn } from "../../sign-in.ts";

/** Signing in beyond the password, and showing again who one is. */
export const authMfa = {
  loginMfa: rest(signInProcedure.input(LoginMfa).output(SignedIn), "POST /auth/login/mfa", {
    summary: "Finish a sign-in with the second factor",
    description:
      "For a sign-in that was answered MFA_REQUIRED: its challenge, and one of a code, a passkey or a recovery code. A challenge takes five wrong answers, an account ten codes in a quarter of an hour.",
    examples: examples.loginMfa,
    errors: [
      "MFA_CHALLENGE_INVALID",
      "MFA_CODE_INVALID",
      "PASSKEY_INVALID",
      "ACCOUNT_DISABLED",
      "TOO_MANY_ATTEMPTS",
      "AUTH_BUSY",
    ],
  }).mutation(({ ctx, input }) => signIn(ctx, loginMfa(ctx, input))),

  passkeyOptions: rest(credentialProcedure.output(PasskeyRequestOptions), "POST /auth/passkeys/options", {
    summary: "Ask for a challenge that a passkey answers",
    description:
      "For `auth.passkeyLogin`, and where a passkey is the second factor. It holds for five minutes, and for one answer.",
    examples: examples.passkeyOptions,
  }).mutation(({ ctx }) => passkeyOptions(ctx)),

  passkeyLogin: rest(signInProcedure.input(PasskeyLogin).output(SignedIn), "POST /auth/passkeys/login", {
    summary: "Sign in with a passkey",
    description: "Without a name: the passkey tells whose it is. Nothing else is asked for.",
    errors: ["PASSKEY_INVALID", "ACCOUNT_DISABLED", "TOO_MANY_ATTEMPTS"],
  }).mutation(({ ctx, input }) => signIn(ctx, passkeyLogin(ctx, input))),

  reauthenticate: rest(
    accountProcedure.use(alone).use(secretReply).input(Reauthenticate).output(SignedIn),
    "POST /auth/reauthenticate",
    {
      summary: "Show again that it is you",
      description:
        "For calls that answer SUDO_REQUIRED: for ten minutes from then on. The password, or the second factor where there is one. The session has a new token.",
      examples: examples.reauthenticate,
      errors: [
        "INVALID_CREDENTIALS",
        "MFA_REQUIRED",
        "MFA_CODE_INVALID",
        "PASSKEY_INVALID",
        "IMPERSONATION_DENIED",
        "TOO_MANY_ATTEMPTS",
        "AUTH_BUSY",
      ],
    },
  ).mutation(({ ctx, input }) => signIn(ctx, reauthenticate(ctx, input))),
} satisfies TRPCRouterRecord;
