import { AuditList, AuditPage, AuditVerified, AuditVerify } from "@tenon/contract/audit-log";
import { listAudit } from "@tenon/core/audit/list";
import { verifyAudit } from "@tenon/core/audit/verify";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { examples } from "../examples.ts";
import { permittedProcedure } from "../procedures.ts";

const procedure = permittedProcedure("audit:read");

export const audit = {
  list: rest(procedure.input(AuditList).output(AuditPage), "GET /audit", {
    summary: "List who did what, newest first",
    examples: examples.listAudit,
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => listAudit(ctx, input)),

  verify: rest(procedure.input(AuditVerify).output(AuditVerified), "GET /audit/verify", {
    summary: "Look for tampering with the audit log",
    description:
      "20,000 rows for each call: come again with `nextCursor`. Rows of the last minute may not be sealed yet and are left out.",
    examples: examples.verifyAudit,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => verifyAudit(ctx, input)),
} satisfies TRPCRouterRecord;
