import type { z } from "zod";
import type { Ctx } from "../ctx.ts";

/** What a job's handler gets. Its signal aborts at the deadline and when the worker shuts down. */
export type JobCtx = Ctx & {
  actor: { kind: "system" };
  job: {
    /** The same for every try, also after it was dead: fit for `once` and as an Idempotency-Key. */
    id: string;
    /** 1 for the first try. */
    attempt: number;
    /** After this one there is none: the job goes to the dead letters. */
    isLastAttempt: boolean;
  };
};

export type JobOptions = {
  /** Tries after the first. @default 8 */
  retries?: number;
  /** Before the first retry; it doubles with each, with jitter. @default 5 */
  retryAfterSeconds?: number;
  /** The longest wait between two tries. @default 3600 */
  maxRetryAfterSeconds?: number;
  /** Then the signal aborts, and a second later the try counts as failed. @default 60 */
  timeoutSeconds?: number;
  /** Jobs of this kind at once, per process. @default 5 */
  concurrency?: number;
  /** Jobs of one `group` at once, over all processes. @default no limit */
  groupConcurrency?: number;
  /** Of jobs with the same `key` only one waits; a second is dropped. @default false */
  isKeyed?: boolean;
  /** The payload holds secrets: nobody is shown it, and it goes an hour after the end. @default false */
  isSecret?: boolean;
  /** When it is enqueued by itself, once per slot over all nodes (cron, UTC); its payload must take `{}`. */
  cron?: string;
};

/** A kind of job: its name, what it is given, and what it does. It may run twice: see `once`. */
export type JobDefinition<Payload extends z.ZodType = z.ZodType> = JobOptions & {
  name: string;
  payload: Payload;
  run(ctx: JobCtx, payload: z.output<Payload>): Promise<void>;
};

/**
 * @example export const sendMail = defineJob({ name: "mail.send", payload: MailJob, run: (ctx, mail) => ctx.mailer.send(mail) });
 */
export const defineJob = <Payload extends z.ZodType>(definition: JobDefinition<Payload>): JobDefinition<Payload> =>
  definition;

export type EnqueueOptions = {
  /** Not before then. */
  startAfter?: Date;
  /** For jobs that are `isKeyed`. */
  key?: string;
  /** For jobs that have a `groupConcurrency`. */
  group?: string;
};
