import { AppError } from "@tenon/contract/app-error";
import type { DataExport } from "@tenon/contract/exports";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import type { UserCtx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { toDataExport } from "./rows.ts";
import { exportAccount } from "./run.ts";

const hourMs = 3_600_000;
/** How long an export is kept. */
const keepMs = 7 * 24 * hourMs;

/** Has all that is kept of one's account gathered. While that runs, asking again is answered with the same; at most one an hour. */
export async function requestExport(ctx: UserCtx): Promise<DataExport> {
  const now = ctx.now();
  const { id: userId } = ctx.actor;
  return inTransaction(ctx, async (work) => {
    const { tx } = work;
    // Of two calls at once the second one finds what the first has begun.
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
    const [last] = await tx.dataExport.findMany({ where: { userId }, orderBy: { createdAt: "desc" }, take: 1 });
    const waitMs = last ? last.createdAt.getTime() + hourMs - now.getTime() : 0;
    if (last?.status === "running" && waitMs > 0) return toDataExport(ctx, last);
    if (last?.status === "ready" && waitMs > 0)
      throw new AppError("RATE_LIMITED", { retryAfter: Math.ceil(waitMs / 1000) });

    const data = { userId, createdAt: now, expiresAt: new Date(now.getTime() + keepMs) };
    const created = await tx.dataExport.create({ data });
    work.enqueue(exportAccount, { exportId: created.id });
    await audit(ctx, tx, { action: "account.exported", subjectId: userId, target: { type: "export", id: created.id } });
    return toDataExport(ctx, created);
  });
}

/** The export that was asked for last. Throws EXPORT_NOT_FOUND. */
export async function latestExport(ctx: UserCtx): Promise<DataExport> {
  const [last] = await ctx.db.dataExport.findMany({
    where: { userId: ctx.actor.id, expiresAt: { gt: ctx.now() } },
    orderBy: { createdAt: "desc" },
    take: 1,
  });
  return toDataExport(ctx, found(last, "EXPORT_NOT_FOUND"));
}
