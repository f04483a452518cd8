import type { Log } from "@tenon/core/ctx";
import type { Db } from "@tenon/db";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { endTries, giveBack } from "./rows.ts";

/** A job as one worker has taken it. */
export type JobAttempt = Pick<JobWithMetadata, "id" | "retryCount">;

type Options = { boss: PgBoss; db: Db; name: string; log: Pick<Log, "warn"> };

export type Settler = {
  done(job: JobAttempt): Promise<void>;
  /** @param error kept for administrators; undefined when it may hold secrets */
  failed(job: JobAttempt, error: unknown): Promise<void>;
  /** Failed for good, whatever tries it has left. */
  dead(job: JobAttempt, error: unknown): Promise<void>;
  /** Not tried, as it were: another worker takes it up at once. */
  givenBack(job: JobAttempt): Promise<void>;
};

/**
 * Tells the queue how jobs ended; only of the attempt that was taken. What ends while a statement is on its way goes
 * together with the next. When it cannot be told, the missing heartbeat brings the job to another worker.
 */
export function createSettler({ boss, db, name, log }: Options): Settler {
  let waiting: JobAttempt[] = [];
  let flush: Promise<void> | undefined;

  const tell = async (statement: () => Promise<unknown>) => {
    await statement().catch((error: unknown) => log.warn({ err: error, job: name }, "a job's end could not be told"));
  };
  const fail = ({ id, retryCount }: JobAttempt, error: unknown) =>
    boss.fail(name, { id, retryCount }, failureOf(error));
  const flushAll = async () => {
    while (waiting.length > 0) {
      const jobs = waiting;
      waiting = [];
      await tell(() => boss.complete(name, jobs));
    }
    flush = undefined;
  };

  return {
    done({ id, retryCount }) {
      waiting.push({ id, retryCount });
      flush ??= flushAll();
      return flush;
    },
    failed: (job, error) => tell(() => fail(job, error)),
    dead: (job, error) =>
      tell(async () => {
        await endTries(db, job);
        await fail(job, error);
      }),
    // Of keyed jobs another may be waiting by now, and one is enough.
    givenBack: (job) => tell(() => giveBack(db, job).catch(() => fail(job, new Error("the worker shut down")))),
  };
}

/** What administrators are shown of an error: one line. */
const failureOf = (error: unknown) => ({
  message: error instanceof Error ? `${error.name}: ${lastLine(error.message)}` : "failed",
});

/** Prisma puts what matters last. */
const lastLine = (text: string) => (text.trim().split("\n").at(-1) ?? "").slice(0, 500);
