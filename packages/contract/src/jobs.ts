import { z } from "zod";
import { Id, line } from "./fields.ts";
import { listFields, listOf } from "./lists.ts";

export const JobState = z.enum(["waiting", "running", "done", "failed", "cancelled", "dead"]).meta({
  id: "JobState",
  description:
    "`waiting` for its time, a worker or its next try. `dead`: out of tries, kept for 30 days to be retried.",
});
export type JobState = z.output<typeof JobState>;

export const Job = z
  .object({
    id: Id,
    name: z.string().meta({ examples: ["mail.send"] }),
    state: JobState,
    attempts: z.int().meta({ description: "How often it was tried." }),
    maxAttempts: z.int(),
    payload: z.unknown().meta({ description: "Null when it holds secrets." }),
    error: z.string().nullable().meta({ description: "What it failed with last." }),
    createdAt: z.date(),
    startAfter: z.date().meta({ description: "It does not run before." }),
    startedAt: z.date().nullable(),
    endedAt: z.date().nullable(),
  })
  .meta({ id: "Job" });
export type Job = z.output<typeof Job>;

const name = line(100)
  .min(1)
  .meta({ description: "The kind of job.", examples: ["mail.send"] });

export const JobList = z
  .strictObject({ ...listFields, name: name.optional(), state: JobState.optional() })
  .prefault({});
export type JobList = z.output<typeof JobList>;
export const JobPage = listOf(Job);
export type JobPage = z.output<typeof JobPage>;

export const JobId = z.strictObject({ id: z.uuid().toLowerCase() });
export type JobId = z.output<typeof JobId>;

export const JobQueueStats = z
  .object({
    name: z.string(),
    waiting: z.int().meta({ description: "Waiting in all, also for a later time." }),
    ready: z.int().meta({ description: "Waiting for nothing but a worker." }),
    running: z.int(),
    dead: z.int(),
    cron: z.string().nullable().meta({ description: "When it is enqueued by itself (cron, UTC)." }),
  })
  .meta({ id: "JobQueueStats", description: "Counted every few seconds." });
export type JobQueueStats = z.output<typeof JobQueueStats>;
export const JobQueues = z.object({ items: z.array(JobQueueStats) });
export type JobQueues = z.output<typeof JobQueues>;

export const JobRedrive = z.strictObject({ name: name.optional() }).prefault({});
export type JobRedrive = z.output<typeof JobRedrive>;
export const JobRedriven = z.object({ count: z.int().meta({ description: "How many wait again." }) });
export type JobRedriven = z.output<typeof JobRedriven>;
