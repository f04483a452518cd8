import { deleteInBatches, Prisma, type Tx } from "@tenon/db";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import type { Link } from "./chain.ts";
import { lastCheckpoint, lockChain, writeCheckpoint } from "./checkpoints.ts";

/**
 * Removes the beginning of the chain that is older than it is to be kept, and signs where it begins from then on. Returns how many
 * rows went. Cut off in the middle, it goes on the next time.
 */
export async function trimAudit(ctx: Ctx): Promise<number> {
  const { db, now, auditMs } = ctx;
  if (auditMs === undefined) return 0;
  const before = new Date(now().getTime() - auditMs);
  const start = await db.$transaction((tx) => moveStart(ctx, tx, before));
  if (start === 0) return 0;
  const rows = await deleteInBatches(db, "audit_events", Prisma.sql`seq <= ${start}::bigint`);
  await deleteInBatches(db, "audit_checkpoints", Prisma.sql`seq < ${start}::bigint`);
  return rows;
}

/** The last place of the part that may go; 0 for none. */
async function moveStart(ctx: Ctx, tx: Tx, before: Date): Promise<number> {
  await lockChain(tx);
  const start = await lastCheckpoint(tx, ctx, "start");
  const [row] = await tx.$queryRaw<Link[]>`
    SELECT e.seq::float8 AS seq, e.hash FROM audit_events e
    WHERE e.seq < COALESCE((SELECT min(k.seq) FROM audit_events k WHERE k.at >= ${before}::timestamptz), 9223372036854775807)
      AND e.at < ${before}::timestamptz
    ORDER BY e.seq DESC LIMIT 1`;
  if (!row || row.seq <= (start?.seq ?? 0)) return start?.seq ?? 0;
  await writeCheckpoint(tx, ctx, { ...row, kind: "start" });
  await audit({ ...ctx, actor: { kind: "system" } }, tx, { action: "audit.trimmed", meta: { until: row.seq } });
  ctx.log.info({ seq: row.seq, hash: row.hash }, "audit start");
  return row.seq;
}
