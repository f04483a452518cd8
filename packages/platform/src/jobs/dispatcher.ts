import { setTimeout as sleep } from "node:timers/promises";
import { createBell } from "@tenon/core/bell";
import type { Deps } from "@tenon/core/ctx";
import type { JobDefinition } from "@tenon/core/jobs/definition";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { runJob, UnusablePayloadError } from "./run-job.ts";
import { createSettler, type JobAttempt } from "./settler.ts";

export type DispatcherOptions = { boss: PgBoss; deps: Deps; definition: JobDefinition };

/** Runs the jobs of one kind. */
export type Dispatcher = {
  /** There may be jobs. */
  wake(): void;
  /** Tells that the running jobs are alive; one that another worker has taken over is aborted. */
  beat(): Promise<void>;
  /** Takes no more jobs and waits for the running ones; those that need longer are given back. */
  stop(timeoutMs: number): Promise<void>;
};

/** Until the next try when the database did not answer. */
const pauseMs = 2000;

const shutDown = new Error("the worker shuts down");

/**
 * Takes as many jobs as there is room for, and more as soon as one has ended. pg-boss's own `work` waits for the slowest of
 * a batch, or polls once for each job that may run.
 */
export function startDispatcher({ boss, deps, definition }: DispatcherOptions): Dispatcher {
  const { name, concurrency = 5, groupConcurrency } = definition;
  const settle = createSettler({ boss, db: deps.db, name, log: deps.log });
  const running = new Map<string, { job: JobWithMetadata; controller: AbortController; end: Promise<void> }>();
  const bell = createBell();
  const stopping = new AbortController();

  const begin = (job: JobWithMetadata) => {
    const controller = new AbortController();
    const end = runJob({ deps, definition, job, signal: controller.signal })
      .then(
        () => settle.done(job),
        (error: unknown) => {
          if (controller.signal.reason === shutDown) return settle.givenBack(job);
          const told = definition.isSecret ? undefined : error;
          return error instanceof UnusablePayloadError ? settle.dead(job, told) : settle.failed(job, told);
        },
      )
      .finally(() => {
        const wasFull = running.size >= concurrency;
        running.delete(job.id);
        // There is room again, or a job of its group may begin.
        if (wasFull || groupConcurrency !== undefined) bell.ring();
      });
    running.set(job.id, { job, controller, end });
  };

  const take = async (): Promise<boolean> => {
    const room = concurrency - running.size;
    if (room === 0) return false;
    const group = groupConcurrency === undefined ? {} : { groupConcurrency };
    const jobs = await boss.fetch<object>(name, { includeMetadata: true, batchSize: room, ...group });
    jobs.forEach(begin);
    return jobs.length === room;
  };

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      bell.hush();
      try {
        const mayHaveMore = await take();
        if (!mayHaveMore || running.size >= concurrency) await bell.rung();
      } catch (error) {
        deps.log.warn({ err: error, job: name }, "no jobs could be taken");
        await bell.rung(pauseMs);
      }
    }
  })();

  return {
    wake: bell.ring,

    async beat() {
      const held = [...running.values()];
      if (held.length === 0) return;
      // Its type hides which jobs it has touched.
      const { settled }: { settled?: string[] } = await boss.touch(
        name,
        held.map(({ job }) => attemptOf(job)),
      );
      const alive = new Set(settled ?? held.map(({ job }) => job.id));
      for (const { job, controller } of held) {
        if (!alive.has(job.id)) controller.abort(new Error("another worker has taken the job over"));
      }
    },

    async stop(timeoutMs) {
      stopping.abort();
      bell.ring();
      await loop;
      const ended = Promise.all([...running.values()].map(({ end }) => end));
      const isLate = await Promise.race([ended.then(() => false), sleep(timeoutMs, true, { ref: false })]);
      if (isLate) for (const { controller } of running.values()) controller.abort(shutDown);
      await ended;
    },
  };
}

const attemptOf = ({ id, retryCount }: JobAttempt): JobAttempt => ({ id, retryCount });
