import { Me, MeUpdate } from "@tenon/contract/users";
import { getMe, updateMe } from "@tenon/core/me";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { examples } from "../examples.ts";
import { authedProcedure } from "../procedures.ts";
import { tool } from "../tools.ts";

export const me = {
  get: rest(authedProcedure.meta(tool).output(Me), "GET /me", {
    summary: "Read your account",
    examples: examples.me,
  }).query(({ ctx }) => getMe(ctx)),

  update: rest(authedProcedure.input(MeUpdate).output(Me), "PATCH /me", {
    summary: "Change your profile",
    description: "Only what is sent is changed.",
    examples: examples.changeMe,
    errors: ["USERNAME_TAKEN"],
  }).mutation(({ ctx, input }) => updateMe(ctx, input)),
} satisfies TRPCRouterRecord;
