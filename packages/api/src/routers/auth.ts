import { Login, Register, Registered, SignedIn } from "@tenon/contract/auth";
import { login, logout, registerAccount } from "@tenon/core/auth";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../examples.ts";
import { credentialProcedure, limited, signInProcedure } from "../procedures.ts";
import { registered, signIn, signOut } from "../sign-in.ts";
import { account } from "./auth/account.ts";
import { authMfa } from "./auth/mfa.ts";
import { oauth } from "./auth/oauth.ts";
import { tokens } from "./auth/tokens.ts";

// One by one: an editor finds no procedure behind a spread.
export const auth = {
  register: rest(
    credentialProcedure.input(Register).use(limited("registrations")).output(Registered),
    "POST /auth/register",
    {
      summary: "Create an account and sign in",
      description:
        "Sets the session cookie, or in mode `bearer` or `tokens` answers tokens. With `AUTH_ENUMERATION_SAFE` it answers 202 for every address, and a mail goes on: with a link that makes the account, or with the word that there is one.",
      examples: examples.register,
      status: 201,
      accepted: ({ user }) => user === null,
      location: ({ user }) => `/users/${user?.id}`,
      errors: ["EMAIL_TAKEN", "USERNAME_TAKEN", "WEAK_PASSWORD", "AUTH_BUSY"],
    },
  ).mutation(({ ctx, input }) => registered(ctx, registerAccount(ctx, input))),

  login: rest(signInProcedure.input(Login).output(SignedIn), "POST /auth/login", {
    summary: "Sign in",
    description:
      "Sets the session cookie, or in mode `bearer` or `tokens` answers tokens. Failed tries lock the account, and the network that they come from, for a while. An account with a second factor is answered MFA_REQUIRED: `auth.loginMfa` goes on from there.",
    examples: examples.login,
    errors: ["INVALID_CREDENTIALS", "MFA_REQUIRED", "ACCOUNT_DISABLED", "TOO_MANY_ATTEMPTS", "AUTH_BUSY"],
  }).mutation(({ ctx, input }) => signIn(ctx, login(ctx, input))),

  loginMfa: authMfa.loginMfa,
  passkeyOptions: authMfa.passkeyOptions,
  passkeyLogin: authMfa.passkeyLogin,
  reauthenticate: authMfa.reauthenticate,

  logout: rest(credentialProcedure.output(z.void()), "POST /auth/logout", {
    summary: "End the session that the call came with",
    security: "optional",
    description: "By cookie or token. Without a session it succeeds as well.",
    status: 204,
  }).mutation(({ ctx }) => signOut(ctx, logout(ctx))),

  verifyEmail: account.verifyEmail,
  resendVerification: account.resendVerification,
  forgotPassword: account.forgotPassword,
  resetPassword: account.resetPassword,
  confirmEmail: account.confirmEmail,
  revertEmail: account.revertEmail,
  keepAccount: account.keepAccount,
  unlock: account.unlock,

  token: tokens.token,
  refresh: tokens.refresh,
  deviceStart: tokens.deviceStart,
  deviceClaim: tokens.deviceClaim,
  deviceApprove: tokens.deviceApprove,
  devicePoll: tokens.devicePoll,

  providers: oauth.providers,
  oauthStart: oauth.oauthStart,
  oauthCallback: oauth.oauthCallback,
} satisfies TRPCRouterRecord;
