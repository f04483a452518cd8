import { deleteInBatches, inBatches, Prisma } from "@tenon/db";
import type { Ctx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { enqueueTry } from "./deliver.ts";

const dayMs = 86_400_000;
/** How long a delivery's log is kept, and of how many of an endpoint's. */
export const keepMs = 14 * dayMs;
export const keepCount = 5000;

/** A try that is so late has lost its job: it went to the dead letters after an outage. */
const strandedMs = 3_600_000;

/** Forgets old deliveries and endpoints that nobody listens to any more; returns how many rows. */
export async function sweepWebhooks(ctx: Pick<Ctx, "db" | "now">): Promise<number> {
  const now = ctx.now();
  const { count } = await ctx.db.webhook.deleteMany({ where: { kind: "listen", expiresAt: { lt: now } } });
  let rows = count + (await forget(ctx, Prisma.sql`created_at < ${new Date(now.getTime() - keepMs)}`));
  for (const { id } of await ctx.db.webhook.findMany({ select: { id: true } })) rows += await forgetBeyond(ctx, id);
  return rows;
}

/** What still waits is kept in any case. */
const forget = ({ db }: Pick<Ctx, "db">, which: Prisma.Sql): Promise<number> =>
  deleteInBatches(db, "webhook_deliveries", Prisma.sql`status <> 'pending' AND ${which}`);

async function forgetBeyond(ctx: Pick<Ctx, "db">, webhookId: string): Promise<number> {
  const [newest] = await ctx.db.webhookDelivery.findMany({
    where: { webhookId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: keepCount,
    take: 1,
    select: { id: true, createdAt: true },
  });
  if (!newest) return 0;
  const { createdAt, id } = newest;
  return forget(ctx, Prisma.sql`webhook_id = ${webhookId}::uuid AND (created_at, id) <= (${createdAt}, ${id}::uuid)`);
}

/** Gives tries that have lost their job a new one. Twice costs nothing: of two jobs for one try the second finds it made. */
export function resendStranded(ctx: Pick<Ctx, "db" | "jobs" | "signals" | "now">): Promise<number> {
  const now = ctx.now();
  const before = new Date(now.getTime() - strandedMs);
  return inBatches((limit) =>
    inTransaction(ctx, async (work) => {
      const rows = await work.tx.$queryRaw<{ id: string; webhookId: string; attempts: number }[]>`
        UPDATE webhook_deliveries d SET next_at = ${now} FROM webhooks w
        WHERE w.id = d.webhook_id AND d.id IN (
          SELECT p.id FROM webhook_deliveries p JOIN webhooks v ON v.id = p.webhook_id
          WHERE p.status = 'pending' AND p.next_at < ${before} AND v.kind = 'push'
          LIMIT ${limit} FOR UPDATE OF p SKIP LOCKED)
        RETURNING d.id, d.webhook_id AS "webhookId", d.attempts`;
      for (const row of rows) enqueueTry(work, row);
      return rows.length;
    }),
  );
}
