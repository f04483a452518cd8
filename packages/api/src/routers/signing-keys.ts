import { SigningKey, SigningKeyRotate, SigningKeys } from "@tenon/contract/tokens";
import { listSigningKeys, rotateSigningKey } from "@tenon/core/signing-keys";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { examples } from "../examples.ts";
import { freshPermittedProcedure, permittedProcedure } from "../procedures.ts";

export const signingKeys = {
  list: rest(permittedProcedure("signing-key:rotate").output(SigningKeys), "GET /signing-keys", {
    summary: "List the keys that access tokens are signed with",
    examples: examples.listSigningKeys,
  }).query(({ ctx }) => listSigningKeys(ctx)),

  rotate: rest(
    freshPermittedProcedure("signing-key:rotate").input(SigningKeyRotate).output(SigningKey),
    "POST /signing-keys/rotate",
    {
      summary: "Have a new key sign access tokens",
      description:
        "It takes over in ten minutes, when all who keep the published keys have it; by itself this happens every 90 days. With `compromised` at once: what was signed before no longer holds.",
      examples: examples.rotateSigningKey,
      status: 200,
    },
  ).mutation(({ ctx, input }) => rotateSigningKey(ctx, input)),
} satisfies TRPCRouterRecord;
