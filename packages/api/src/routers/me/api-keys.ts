import { ApiKeyCreate, ApiKeyId, ApiKeyRotate, ApiKeys, ApiKeyWithSecret } from "@tenon/contract/api-keys";
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "@tenon/core/api-keys";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { authedProcedure, freshProcedure, secretReply } from "../../procedures.ts";

export const apiKeys = {
  list: rest(authedProcedure.output(ApiKeys), "GET /me/api-keys", {
    summary: "List your API keys",
    description: "The newest first. What a key is nobody can read again.",
    examples: examples.listApiKeys,
  }).query(({ ctx }) => listApiKeys(ctx)),

  create: rest(freshProcedure.use(secretReply).input(ApiKeyCreate).output(ApiKeyWithSecret), "POST /me/api-keys", {
    summary: "Create an API key",
    description:
      "Needs a sign-in within the last ten minutes. Send the key as `Authorization: Bearer`, on any transport.",
    examples: examples.createApiKey,
    status: 201,
    errors: ["SCOPE_NOT_YOURS", "API_KEY_LIMIT"],
  }).mutation(({ ctx, input }) => createApiKey(ctx, input)),

  rotate: rest(
    freshProcedure.use(secretReply).input(ApiKeyRotate).output(ApiKeyWithSecret),
    "POST /me/api-keys/{id}/rotate",
    {
      summary: "Replace an API key",
      description: "The present one goes on working for `overlapHours`. Needs a sign-in within the last ten minutes.",
      status: 201,
      errors: ["API_KEY_NOT_FOUND", "API_KEY_LIMIT"],
    },
  ).mutation(({ ctx, input }) => rotateApiKey(ctx, input)),

  revoke: rest(authedProcedure.input(ApiKeyId).output(z.void()), "DELETE /me/api-keys/{id}", {
    summary: "End an API key at once",
    errors: ["IMPERSONATION_DENIED", "API_KEY_NOT_FOUND"],
  }).mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
} satisfies TRPCRouterRecord;
