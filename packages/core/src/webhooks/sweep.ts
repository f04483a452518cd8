import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { defineJob } from "../jobs/definition.ts";
import { inTransaction } from "../work.ts";
import { deliverWebhook } from "./deliver.ts";

const dayMs = 86_400_000;
/** How long a delivery's log is kept, and of how many of an endpoint's. */
export const keepMs = 14 * dayMs;
export const keepCount = 5000;

/** A try that is so late has lost its job: it went to the dead letters after an outage. */
const strandedMs = 3_600_000;
const batchSize = 1000;

/** Forgets old deliveries and endpoints that nobody listens to any more, and finds tries that have lost their job. */
export const sweepWebhooks = defineJob({
  name: "webhook.sweep",
  payload: z.object({}),
  cron: "*/5 * * * *",
  timeoutSeconds: 240,
  async run(ctx) {
    const now = ctx.now();
    await ctx.db.webhook.deleteMany({ where: { kind: "listen", expiresAt: { lt: now } } });
    const found = await resendStranded(ctx, now);
    let deleted = await deleteOld(ctx, now);
    for (const { id } of await ctx.db.webhook.findMany({ select: { id: true } }))
      deleted += await deleteBeyond(ctx, id);
    if (found + deleted > 0) ctx.log.info({ found, deleted }, "webhook deliveries swept");
  },
});

/** Few rows at a time, so that nobody waits for their locks. */
async function inBatches(ctx: Ctx, deleteSome: () => Promise<number>): Promise<number> {
  for (let total = 0; ;) {
    const count = await deleteSome();
    total += count;
    if (count < batchSize || ctx.signal.aborted) return total;
  }
}

const deleteOld = (ctx: Ctx, now: Date): Promise<number> =>
  inBatches(
    ctx,
    () => ctx.db.$executeRaw`
      DELETE FROM webhook_deliveries WHERE id IN (
        SELECT id FROM webhook_deliveries
        WHERE created_at < ${new Date(now.getTime() - keepMs)} AND status <> 'pending' LIMIT ${batchSize})`,
  );

async function deleteBeyond(ctx: Ctx, webhookId: string): Promise<number> {
  const [oldest] = await ctx.db.webhookDelivery.findMany({
    where: { webhookId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: keepCount,
    take: 1,
    select: { id: true, createdAt: true },
  });
  if (!oldest) return 0;
  return inBatches(
    ctx,
    () => ctx.db.$executeRaw`
      DELETE FROM webhook_deliveries WHERE id IN (
        SELECT id FROM webhook_deliveries
        WHERE webhook_id = ${webhookId}::uuid AND status <> 'pending'
          AND (created_at, id) <= (${oldest.createdAt}, ${oldest.id}::uuid) LIMIT ${batchSize})`,
  );
}

/** Twice costs nothing: of two jobs for one try the second finds it made. */
function resendStranded(ctx: Ctx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - strandedMs);
  return inTransaction(ctx, async (work) => {
    const rows = await work.tx.$queryRaw<{ id: string; webhookId: string; attempts: number }[]>`
      UPDATE webhook_deliveries d SET next_at = ${now} FROM webhooks w
      WHERE w.id = d.webhook_id AND w.kind = 'push' AND d.id IN (
        SELECT id FROM webhook_deliveries WHERE status = 'pending' AND next_at < ${before} LIMIT ${batchSize})
      RETURNING d.id, d.webhook_id AS "webhookId", d.attempts`;
    for (const { id, webhookId, attempts } of rows)
      work.enqueue(deliverWebhook, { deliveryId: id, attempt: attempts + 1 }, { group: webhookId });
    return rows.length;
  });
}
