import { SessionId, SessionInfos } from "@tenon/contract/sessions";
import { listSessions, revokeOtherSessions, revokeSession } from "@tenon/core/sessions";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { authedProcedure, freshProcedure } from "../../procedures.ts";

export const sessions = {
  list: rest(authedProcedure.output(SessionInfos), "GET /me/sessions", {
    summary: "List your sessions",
    description: "Where you are signed in, the last seen first; and administrators who act as you.",
    examples: examples.listSessions,
  }).query(({ ctx }) => listSessions(ctx)),

  revoke: rest(authedProcedure.input(SessionId).output(z.void()), "DELETE /me/sessions/{id}", {
    summary: "End one of your sessions",
    description: "An administrator's sessions in the place of others end with any of their own.",
    errors: ["SESSION_NOT_FOUND", "IMPERSONATION_DENIED"],
  }).mutation(({ ctx, input }) => revokeSession(ctx, input)),

  revokeOthers: rest(freshProcedure.output(z.void()), "DELETE /me/sessions", {
    summary: "End all your sessions but this one",
    description: "Needs a sign-in within the last ten minutes.",
  }).mutation(({ ctx }) => revokeOtherSessions(ctx)),
} satisfies TRPCRouterRecord;
