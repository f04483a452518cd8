import { Login, Register, SignedIn } from "@tenon/contract/auth";
import { login, logout, register } from "@tenon/core/auth";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../examples.ts";
import { credentialProcedure, signInProcedure } from "../procedures.ts";
import { signIn, signOut } from "../sign-in.ts";
import { oauth } from "./auth/oauth.ts";
import { tokens } from "./auth/tokens.ts";

export const auth = {
  register: rest(credentialProcedure.input(Register).output(SignedIn), "POST /auth/register", {
    summary: "Create an account and sign in",
    description: "Sets the session cookie, or in mode `bearer` or `tokens` answers tokens.",
    examples: examples.register,
    status: 201,
    location: ({ user }) => `/users/${user.id}`,
    errors: ["EMAIL_TAKEN", "USERNAME_TAKEN", "WEAK_PASSWORD", "AUTH_BUSY"],
  }).mutation(({ ctx, input }) => signIn(ctx, register(ctx, input))),

  login: rest(signInProcedure.input(Login).output(SignedIn), "POST /auth/login", {
    summary: "Sign in",
    description:
      "Sets the session cookie, or in mode `bearer` or `tokens` answers tokens. Failed tries lock the account, and the network that they come from, for a while.",
    examples: examples.login,
    errors: ["INVALID_CREDENTIALS", "ACCOUNT_DISABLED", "TOO_MANY_ATTEMPTS", "AUTH_BUSY"],
  }).mutation(({ ctx, input }) => signIn(ctx, login(ctx, input))),

  logout: rest(credentialProcedure.output(z.void()), "POST /auth/logout", {
    summary: "End the session that the call came with",
    security: "optional",
    description: "By cookie or token. Without a session it succeeds as well.",
    status: 204,
  }).mutation(({ ctx }) => signOut(ctx, logout(ctx))),

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
