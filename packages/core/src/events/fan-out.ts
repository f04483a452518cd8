import { z } from "zod";
import { defineJob } from "../jobs/definition.ts";
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
    const outcomes = await Promise.allSettled(eventConsumers.map((consume) => consume(ctx, event)));
    // The others have had it, and will find so when the job is tried again.
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (failed) throw failed.reason;
  },
});
