import { ActivityList, ActivityPage } from "@tenon/contract/audit-log";
import { DataExport } from "@tenon/contract/exports";
import { listActivity } from "@tenon/core/audit/list";
import { latestExport, requestExport } from "@tenon/core/exports/request";
import { deleteMe } from "@tenon/core/users";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { authedProcedure, freshProcedure } from "../../procedures.ts";
import { signOut } from "../../sign-in.ts";

/** What one may know of, take from and do with one's account as a whole. */
export const account = {
  activity: rest(authedProcedure.input(ActivityList).output(ActivityPage), "GET /me/activity", {
    summary: "List what was done to your account, newest first",
    description: "Sign-ins, those that failed too, and changes, with where they came from.",
    examples: examples.listActivity,
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => listActivity(ctx, input)),

  export: rest(freshProcedure.output(DataExport), "POST /me/export", {
    summary: "Have all that is kept of your account gathered in one file",
    description:
      "Needs a sign-in within the last ten minutes. A mail says when it is there; it is kept for seven days. Once an hour; while one is made, the answer is that one.",
    status: 202,
    examples: examples.exportMe,
  }).mutation(({ ctx }) => requestExport(ctx)),

  latestExport: rest(authedProcedure.output(DataExport), "GET /me/export", {
    summary: "Read how far the export of your account is",
    examples: examples.latestExport,
    errors: ["EXPORT_NOT_FOUND"],
  }).query(({ ctx }) => latestExport(ctx)),

  delete: rest(freshProcedure.output(z.void()), "DELETE /me", {
    summary: "Delete your account with everything that is its own",
    description:
      "Needs a sign-in within the last ten minutes. Nobody sees it from then on and your sessions end; for some days a link in mail takes it back.",
    errors: ["LAST_ADMIN"],
  }).mutation(({ ctx }) => signOut(ctx, deleteMe(ctx))),
} satisfies TRPCRouterRecord;
