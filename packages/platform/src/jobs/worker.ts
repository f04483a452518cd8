import { setTimeout as sleep } from "node:timers/promises";
import type { Deps, Log } from "@tenon/core/ctx";
import type { JobDefinition } from "@tenon/core/jobs/definition";
import type { PgBoss } from "pg-boss";
import { startDispatcher } from "./dispatcher.ts";
import { readyQueues } from "./rows.ts";

export type WorkerOptions = {
  boss: PgBoss;
  deps: Deps;
  definitions: readonly JobDefinition[];
  /** How long running jobs have to end when the worker stops. */
  stopTimeoutMs: number;
};

/** How often it looks for jobs whose time has come, and for those of signals that got lost: one query for all kinds. */
const pollMs = 1000;
/** Well within the 10 seconds after which a job without a heartbeat goes to another worker. */
const beatMs = 3000;

/** Runs jobs of all kinds and sends those of cron. Returns how to stop. */
export async function startWorker({
  boss,
  deps,
  definitions,
  stopTimeoutMs,
}: WorkerOptions): Promise<() => Promise<void>> {
  await schedule(boss, definitions);
  const dispatchers = new Map(
    definitions.map((definition) => [definition.name, startDispatcher({ boss, deps, definition })]),
  );
  const off = deps.signals.on("jobs", (name) => {
    if (name === undefined) for (const dispatcher of dispatchers.values()) dispatcher.wake();
    else dispatchers.get(name)?.wake();
  });
  const heart = setInterval(() => {
    for (const dispatcher of dispatchers.values()) {
      dispatcher.beat().catch((error: unknown) => deps.log.warn({ err: error }, "a heartbeat failed"));
    }
  }, beatMs);

  const names = [...dispatchers.keys()];
  const stopPolling = every(
    pollMs,
    async () => {
      for (const name of await readyQueues(deps.db, names)) dispatchers.get(name)?.wake();
    },
    deps.log,
  );

  return async () => {
    off();
    await stopPolling();
    await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.stop(stopTimeoutMs)));
    clearInterval(heart);
  };
}

/** Cron as the definitions say it, and none else. */
async function schedule(boss: PgBoss, definitions: readonly JobDefinition[]): Promise<void> {
  const wanted = new Map(definitions.flatMap(({ name, cron }) => (cron === undefined ? [] : [[name, cron] as const])));
  const there = new Map((await boss.getSchedules()).map(({ name, cron }) => [name, cron]));
  for (const [name, cron] of wanted) if (there.get(name) !== cron) await boss.schedule(name, cron, {});
  for (const name of there.keys()) if (!wanted.has(name)) await boss.unschedule(name);
}

/** Calls again and again, one call at a time; returns how to stop. */
function every(ms: number, call: () => Promise<void>, log: Pick<Log, "warn">): () => Promise<void> {
  const stop = new AbortController();
  const loop = (async () => {
    while (!stop.signal.aborted) {
      await call().catch((error: unknown) => log.warn({ err: error }, "jobs could not be looked for"));
      await sleep(ms, undefined, { signal: stop.signal }).catch(() => {});
    }
  })();
  return () => {
    stop.abort();
    return loop;
  };
}
