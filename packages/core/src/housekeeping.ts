import { deleteInBatches, Prisma } from "@tenon/db";
import { z } from "zod";
import { trimAudit } from "./audit/retention.ts";
import type { Ctx } from "./ctx.ts";
import { sweepEvents } from "./events/read.ts";
import { sweepExports } from "./exports/discard.ts";
import { discardExpired, removeOrphans, reportMissing } from "./files/janitor.ts";
import { sweepIdempotency } from "./idempotency.ts";
import { sweepInbox } from "./inbox/sweep.ts";
import { defineJob, type JobDefinition } from "./jobs/definition.ts";
import { resealAll } from "./keys/reseal.ts";
import { sweepDeliveries } from "./mail/send-mail.ts";
import { sweepNotifications } from "./notifications/list.ts";
import { purgeBin } from "./posts/bin.ts";
import { publishOverdue } from "./posts/due.ts";
import { maintainSigningKeys } from "./signing-keys.ts";
import { resendStranded, sweepWebhooks } from "./webhooks/sweep.ts";

const dayMs = 86_400_000;
/** Longer than any job may be retried or redriven. */
const effectsMs = 60 * dayMs;

/** What has to happen without anybody asking, on one node at a time, in batches. */
export const housekeeping: JobDefinition[] = [
  publishOverdue,
  sweep("bin.purge", "17 * * * *", purgeBin),
  sweep("sessions.sweep", "*/10 * * * *", ({ auth }) => auth.sessions.sweep()),
  sweep("one-time-tokens.sweep", "*/10 * * * *", ({ auth }) => auth.oneTimeTokens.sweep()),
  sweep("device-grants.sweep", "*/10 * * * *", ({ auth }) => auth.deviceGrants.sweep()),
  sweep("signing-keys.maintain", "7 * * * *", maintainSigningKeys),
  sweep("login-throttle.sweep", "*/10 * * * *", ({ auth }) => auth.throttle.sweep()),
  sweep("idempotency.sweep", "*/10 * * * *", sweepIdempotency),
  sweep("events.sweep", "*/5 * * * *", sweepEvents),
  sweep("webhooks.sweep", "*/5 * * * *", sweepWebhooks),
  sweep("webhooks.resend-stranded", "*/5 * * * *", resendStranded),
  sweep("audit.trim", "7 4 * * *", trimAudit),
  sweep("inbox.sweep", "37 3 * * *", sweepInbox),
  sweep("files.expire", "*/10 * * * *", discardExpired),
  sweep("exports.expire", "*/10 * * * *", sweepExports),
  sweep("files.orphans", "37 * * * *", removeOrphans),
  sweep("files.audit", "47 4 * * *", reportMissing),
  sweep("keys.reseal", "57 * * * *", resealAll),
  sweep("job-effects.sweep", "27 3 * * *", sweepEffects),
  sweep("notifications.sweep", "37 3 * * *", sweepNotifications),
  sweep("mail-deliveries.sweep", "47 * * * *", sweepDeliveries),
];

function sweep(name: string, cron: string, run: (ctx: Ctx) => Promise<number>): JobDefinition {
  return defineJob({
    name,
    cron,
    payload: z.object({}),
    retries: 1,
    timeoutSeconds: 600,
    concurrency: 1,
    async run(ctx) {
      const rows = await run(ctx);
      if (rows > 0) ctx.log.info({ job: name, rows }, "swept");
    },
  });
}

function sweepEffects({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> {
  const before = new Date(now().getTime() - effectsMs);
  return deleteInBatches(db, "job_effects", Prisma.sql`created_at < ${before}::timestamptz`);
}
