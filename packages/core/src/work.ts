import type { DomainEvent } from "@tenon/contract/events";
import type { Tx } from "@tenon/db";
import type { z } from "zod";
import type { CacheTag } from "./cache.ts";
import type { Ctx } from "./ctx.ts";
import { channelOf, fanOutJob, insertEvents, type NewEvent } from "./events/outbox.ts";
import type { EnqueueOptions, JobDefinition } from "./jobs/definition.ts";
import type { NewJob } from "./jobs/queue.ts";
import type { Signals } from "./signals.ts";

/** One transaction and what comes of it: all of it, or nothing. */
export type Work = {
  tx: Tx;
  /** Tells what happened: to streams, and by a job to webhooks and notifications. */
  emit(event: DomainEvent): void;
  /** Tells those who wait on one channel, and nobody else. */
  publish(event: NewEvent): void;
  enqueue<P extends z.ZodType>(job: JobDefinition<P>, payload: z.input<P>, options?: EnqueueOptions): void;
  /** Makes cached values with any of these tags out of date. */
  forget(...tags: CacheTag[]): void;
  /** Runs once it is certain; for hints and caches, which may be lost. */
  afterCommit(hook: () => void): void;
};

/** Runs `run` in a transaction; events and jobs are written at its end, waiting readers and workers are woken after it. */
export async function inTransaction<T>(
  { db, jobs, signals }: Pick<Ctx, "db" | "jobs" | "signals">,
  run: (work: Work) => Promise<T>,
): Promise<T> {
  let hooks: (() => void)[] = [];
  const result = await db.$transaction(async (tx) => {
    const outcome = collect(tx, signals);
    const value = await run(outcome.work);
    hooks = outcome.hooks;
    const ids = outcome.events.length > 0 ? await insertEvents(tx, outcome.events) : [];
    const carried = outcome.events.flatMap(({ isCarried }, index) =>
      isCarried ? { name: fanOutJob, payload: { eventId: ids[index] } } : [],
    );
    const added = [...outcome.jobs, ...carried];
    if (added.length > 0) await jobs.add(tx, added);
    if (ids.length > 0) hooks.push(() => signals.send("events", new Set(outcome.events.map(({ channel }) => channel))));
    if (added.length > 0) hooks.push(() => signals.send("jobs", new Set(added.map(({ name }) => name))));
    return value;
  });
  for (const hook of hooks) hook();
  return result;
}

function collect(tx: Tx, signals: Signals) {
  const events: (NewEvent & { isCarried: boolean })[] = [];
  const jobs: NewJob[] = [];
  const hooks: (() => void)[] = [];
  const work: Work = {
    tx,
    emit: (event) => events.push({ channel: channelOf(event), ...event, isCarried: true }),
    publish: (event) => events.push({ ...event, isCarried: false }),
    enqueue: ({ name, payload }, input, options) => {
      jobs.push({ ...options, name, payload: payload.parse(input) as object });
    },
    forget: (...tags) => hooks.push(() => signals.send("cache", tags)),
    afterCommit: (hook) => hooks.push(hook),
  };
  return { work, events, jobs, hooks };
}
