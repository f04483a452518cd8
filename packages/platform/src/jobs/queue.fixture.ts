import type { Ctx } from "@tenon/core/ctx";
import type { JobDefinition } from "@tenon/core/jobs/definition";
import { testWorld } from "@tenon/core/testing";
import { inTransaction } from "@tenon/core/work";
import { z } from "zod";
import { createMemorySignals } from "../signals/memory-signals.ts";
import { startBoss } from "./boss.ts";
import { createJobQueue } from "./queue.ts";
import { ensureQueues } from "./queues.ts";
import { startWorker } from "./worker.ts";

export const Note = z.object({ text: z.string() });

/** A database with a queue; `work` begins to run jobs of these kinds. */
export async function testQueue(definitions: JobDefinition[]) {
  const stack = new AsyncDisposableStack();
  const world = stack.use(await testWorld());
  const boss = stack.adopt(await startBoss({ ...world.anonymous, isWorker: true }), (started) => started.stop());
  await ensureQueues(boss, world.db, definitions);
  const ctx: Ctx = {
    ...world.anonymous,
    jobs: createJobQueue({ boss, db: world.db, definitions }),
    signals: createMemorySignals(world.anonymous.log),
  };
  const work = async ({ stopTimeoutMs = 5000 } = {}) => {
    const options = { boss, deps: ctx, definitions, stopTimeoutMs };
    return stack.adopt(await startWorker(options), (stop) => stop());
  };
  return { ctx, boss, url: world.url, work, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

export const enqueue = <P extends z.ZodType>(ctx: Ctx, job: JobDefinition<P>, payload: z.input<P>) =>
  inTransaction(ctx, async (work) => work.enqueue(job, payload));
