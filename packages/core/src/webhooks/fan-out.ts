import type { EventConsumer } from "../events/consumers.ts";
import { inTransaction } from "../work.ts";
import { enqueueTry } from "./deliver.ts";
import { messageOf } from "./message.ts";

/** Writes a delivery of the event for each endpoint that wants it, once however often this runs, and the job that sends it. */
export const tellWebhooks: EventConsumer = async (ctx, event) => {
  const now = ctx.now();
  const selections = [event.type, `${event.type.slice(0, event.type.indexOf("."))}.*`];
  const wanting = await ctx.db.webhook.findMany({
    where: {
      disabledAt: null,
      AND: [
        { OR: [{ events: { isEmpty: true } }, { events: { hasSome: selections } }] },
        { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
      ],
    },
    select: { id: true },
  });
  if (wanting.length === 0) return;
  const payload = await messageOf(ctx, event);
  if (payload === undefined) return;

  const ids = wanting.map(({ id }) => id);
  await inTransaction(ctx, async (work) => {
    // By a query: an endpoint that was deleted just now is left out instead of failing.
    const written = await work.tx.$queryRaw<{ id: string; webhookId: string }[]>`
      INSERT INTO webhook_deliveries (webhook_id, event_id, type, payload, next_at, created_at)
      SELECT id, ${BigInt(event.id)}, ${event.type}, ${payload}, ${now}, ${now}
      FROM webhooks WHERE id = ANY(${ids}::uuid[]) FOR KEY SHARE
      ON CONFLICT (webhook_id, event_id) DO NOTHING
      RETURNING id, webhook_id AS "webhookId"`;
    for (const { id, webhookId } of written) enqueueTry(work, { id, webhookId, attempts: 0 });
  });
};
