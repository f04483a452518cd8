import type { JobQueue, NewJob } from "@tenon/core/jobs/queue";
import type { PgBoss } from "pg-boss";
import { bossDb } from "./boss.ts";

/** core's queue on pg-boss. */
export const createJobQueue = (boss: PgBoss): JobQueue => ({
  async add(tx, jobs) {
    const db = bossDb(tx);
    for (const [name, same] of Map.groupBy(jobs, (job) => job.name)) {
      await boss.insert(name, same.map(toInsert), { db });
    }
  },
});

const toInsert = ({ payload, startAfter, key, group }: NewJob) => ({
  data: payload,
  ...(startAfter && { startAfter }),
  ...(key !== undefined && { singletonKey: key }),
  ...(group !== undefined && { group: { id: group } }),
});
