import { z } from "zod";
import { defineJob } from "../jobs/definition.ts";
import { inTransaction } from "../work.ts";
import { eventConsumers, type StoredEvent } from "./consumers.ts";
import { fanOutJob } from "./outbox.ts";

/** Carries an event to all consumers. */
export const carryEvent = defineJob({
  name: fanOutJob,
  payload: z.object({ eventId: z.string() }),
  concurrency: 10,
  async run(ctx, { eventId }) {
    const [event] = await ctx.db.$queryRaw<StoredEvent[]>`
      SELECT id::text, type, data, created_at AS at FROM events WHERE id = ${eventId}::bigint`;
    if (!event) return ctx.log.warn({ eventId }, "an event was gone before it was carried on");
    await inTransaction(ctx, async (work) => {
      for (const consume of eventConsumers) await consume(ctx, work, event);
    });
  },
});
