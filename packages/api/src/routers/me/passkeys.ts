import { PasskeyAdded } from "@tenon/contract/auth";
import {
  Passkey,
  PasskeyAdd,
  PasskeyCreationOptions,
  PasskeyId,
  PasskeyList,
  PasskeyRename,
} from "@tenon/contract/second-factors";
import { addPasskey, listPasskeys, newPasskeyOptions, removePasskey, renamePasskey } from "@tenon/core/mfa";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { accountProcedure, alone, freshAccountProcedure, freshProcedure, secretReply } from "../../procedures.ts";
import { signIn } from "../../sign-in.ts";

/** One's own passkeys: each signs in by itself, and is a second factor beside the password. */
export const passkeys = {
  list: rest(accountProcedure.output(PasskeyList), "GET /me/passkeys", {
    summary: "List your passkeys",
    examples: examples.listPasskeys,
  }).query(({ ctx }) => listPasskeys(ctx)),

  options: rest(freshAccountProcedure.use(secretReply).output(PasskeyCreationOptions), "POST /me/passkeys/options", {
    summary: "Ask for what a browser needs to make a passkey",
    description: "For five minutes, for one passkey.",
    errors: ["PASSKEY_LIMIT"],
  }).mutation(({ ctx }) => newPasskeyOptions(ctx)),

  add: rest(
    freshAccountProcedure.use(alone).use(secretReply).input(PasskeyAdd).output(PasskeyAdded),
    "POST /me/passkeys",
    {
      summary: "Add a passkey",
      description:
        "From then on signing in with the password asks for it or another second factor. This session has a new token. The account's first factor comes with ten recovery codes.",
      status: 201,
      errors: ["PASSKEY_INVALID", "PASSKEY_LIMIT", "AUTH_BUSY"],
    },
  ).mutation(({ ctx, input }) => signIn(ctx, addPasskey(ctx, input))),

  rename: rest(freshProcedure.input(PasskeyRename).output(Passkey), "PATCH /me/passkeys/{id}", {
    summary: "Give a passkey another name",
    errors: ["PASSKEY_NOT_FOUND"],
  }).mutation(({ ctx, input }) => renamePasskey(ctx, input)),

  remove: rest(freshProcedure.input(PasskeyId).output(z.void()), "DELETE /me/passkeys/{id}", {
    summary: "Remove a passkey",
    description: "Not the last way to sign in. The recovery codes go with the last second factor.",
    status: 204,
    errors: ["PASSKEY_NOT_FOUND", "LAST_METHOD"],
  }).mutation(({ ctx, input }) => removePasskey(ctx, input)),
} satisfies TRPCRouterRecord;
