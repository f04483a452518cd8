import { AccountKeep } from "@tenon/contract/auth";
import { keepAccount } from "@tenon/core/users";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { credentialProcedure } from "../../procedures.ts";

export const keeping = {
  keepAccount: rest(credentialProcedure.input(AccountKeep).output(z.void()), "POST /auth/keep-account", {
    summary: "Take the deletion of an account back",
    description: "With what the mail about the deletion holds, as long as it says. Sign in afterwards.",
    errors: ["TOKEN_EXPIRED_OR_USED"],
  }).mutation(({ ctx, input }) => keepAccount(ctx, input)),
} satisfies TRPCRouterRecord;
