import { Login, Register, SignedIn, Unlock } from "@tenon/contract/auth";
import { login, logout, register, unlock } from "@tenon/core/auth";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../examples.ts";
import { credentialProcedure, limited, signInProcedure } from "../procedures.ts";
import { signIn, signOut } from "../sign-in.ts";

export const auth = {
  register: rest(
    credentialProcedure.input(Register).use(limited("registrations")).output(SignedIn),
    "POST /auth/register",
    {
      summary: "Create an account and sign in",
      description: "Sets the session cookie, or in mode `bearer` answers a token.",
      examples: examples.register,
      status: 201,
      location: ({ user }) => `/users/${user.id}`,
      errors: ["EMAIL_TAKEN", "USERNAME_TAKEN", "WEAK_PASSWORD", "AUTH_BUSY"],
    },
  ).mutation(({ ctx, input }) => signIn(ctx, register(ctx, input))),

  login: rest(signInProcedure.input(Login).output(SignedIn), "POST /auth/login", {
    summary: "Sign in",
    description:
      "Sets the session cookie, or in mode `bearer` answers a token. Failed tries lock the account, and the network that they come from, for a while.",
    examples: examples.login,
    errors: ["INVALID_CREDENTIALS", "ACCOUNT_DISABLED", "TOO_MANY_ATTEMPTS", "AUTH_BUSY"],
  }).mutation(({ ctx, input }) => signIn(ctx, login(ctx, input))),

  logout: rest(credentialProcedure.output(z.void()), "POST /auth/logout", {
    summary: "End the session that the call came with",
    security: "optional",
    description: "By cookie or token. Without a session it succeeds as well.",
    status: 204,
  }).mutation(({ ctx }) => signOut(ctx, logout(ctx))),

  unlock: rest(credentialProcedure.input(Unlock).output(z.void()), "POST /auth/unlock", {
    summary: "Lift the lock of failed sign-ins, with the token that its owner was mailed",
    description: "After a hundred failures in a row it is not enough: then only a new password helps.",
    examples: examples.unlock,
    status: 204,
    errors: ["TOKEN_EXPIRED_OR_USED"],
  }).mutation(({ ctx, input }) => unlock(ctx, input)),
} satisfies TRPCRouterRecord;
