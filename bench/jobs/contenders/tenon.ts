import { z } from "zod";
import { defineJob } from "../../../packages/core/src/jobs/definition.ts";
import { inTransaction } from "../../../packages/core/src/work.ts";
import { createDb } from "../../../packages/db/src/index.ts";
import { startBoss } from "../../../packages/platform/src/jobs/boss.ts";
import { createJobQueue } from "../../../packages/platform/src/jobs/queue.ts";
import { ensureQueues } from "../../../packages/platform/src/jobs/queues.ts";
import { startWorker } from "../../../packages/platform/src/jobs/worker.ts";
import { createMemorySignals } from "../../../packages/platform/src/signals/memory-signals.ts";
import type { Contender } from "../contender.ts";
import { concurrency, enqueuers } from "../settings.ts";

const log = { debug() {}, info() {}, warn: console.warn, error: console.error };

/** As the product does it: a row and the job that follows from it, in one transaction; workers woken after it. */
export async function tenon(url: string): Promise<Contender> {
  let done = () => {};
  const job = defineJob({
    name: "bench",
    payload: z.object({ n: z.number() }),
    concurrency,
    run: async () => done(),
  });
  const db = createDb({ url, poolSize: enqueuers + 4 });
  const boss = await startBoss({ db, log, isWorker: true });
  await ensureQueues(boss, db, [job]);
  const definitions = [job];
  const deps = { db, log, signals: createMemorySignals(log), jobs: createJobQueue({ boss, db, definitions }) };

  return {
    name: "Tenon",
    enqueue: () =>
      inTransaction(deps, async (work) => {
        await work.tx.$executeRaw`INSERT INTO job_effects (key) VALUES (gen_random_uuid()::text)`;
        work.enqueue(job, { n: 1 });
      }),
    async fill(count) {
      const payload = { n: 1 };
      await db.$transaction((tx) =>
        deps.jobs.add(
          tx,
          Array.from({ length: count }, () => ({ name: "bench", payload })),
        ),
      );
    },
    async process(each) {
      done = each;
      return startWorker({ boss, deps: deps as never, definitions, stopTimeoutMs: 5000 });
    },
    async close() {
      await boss.stop();
      await db.$disconnect();
    },
  };
}
