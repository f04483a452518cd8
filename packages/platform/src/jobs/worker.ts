import type { Deps } from "@tenon/core/ctx";
import type { JobDefinition } from "@tenon/core/jobs/definition";
import type { PgBoss } from "pg-boss";
import { startDispatcher } from "./dispatcher.ts";

export type WorkerOptions = {
  boss: PgBoss;
  deps: Deps;
  definitions: readonly JobDefinition[];
  /** How long running jobs have to end when the worker stops. */
  stopTimeoutMs: number;
};

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

  return async () => {
    off();
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
