import type { JobDefinition } from "@tenon/core/jobs/definition";
import type { JobQueue, NewJob } from "@tenon/core/jobs/queue";
import type { Db } from "@tenon/db";
import type { PgBoss } from "pg-boss";
import { bossDb } from "./boss.ts";
import { deadLetters } from "./dead-letters.ts";
import { countJobs, queueOf, readJobs } from "./rows.ts";

type Options = { boss: PgBoss; db: Db; definitions: readonly JobDefinition[] };

/** core's queue on pg-boss. */
export function createJobQueue({ boss, db, definitions }: Options): JobQueue {
  const secret = new Set(definitions.filter(({ isSecret }) => isSecret).map(({ name }) => name));

  return {
    async add(tx, jobs) {
      for (const [name, same] of Map.groupBy(jobs, (job) => job.name)) {
        await boss.insert(name, same.map(toInsert), { db: bossDb(tx) });
      }
    },

    list: (filter) => readJobs(db, filter, secret),

    async stats() {
      const counts = await countJobs(db);
      const none = { waiting: 0, ready: 0, running: 0, dead: 0 };
      return definitions.map(({ name, cron }) => ({ name, ...none, ...counts.get(name), cron: cron ?? null }));
    },

    async retry(id) {
      const name = await queueOf(db, id);
      if (name === deadLetters) return (await boss.redrive(deadLetters, { ids: [id] })) > 0;
      return name !== undefined && hasTouched(await boss.retry(name, id));
    },

    async cancel(id) {
      const name = await queueOf(db, id);
      return name !== undefined && hasTouched(await boss.cancel(name, id));
    },

    async redrive(name) {
      // pg-boss takes a name that no queue could have for a fault of the program.
      if (name !== undefined && !definitions.some((definition) => definition.name === name)) return 0;
      const filter = name === undefined ? {} : { sourceName: name };
      let total = 0;
      for (;;) {
        const count = await boss.redrive(deadLetters, { ...filter, limit: redriveBatch });
        total += count;
        if (count < redriveBatch) return total;
      }
    },
  };
}

const redriveBatch = 500;

/** Its type hides how many jobs a command was about. */
const hasTouched = ({ affected = 0 }: { affected?: number }) => affected > 0;

const toInsert = ({ payload, startAfter, key, group }: NewJob) => ({
  data: payload,
  ...(startAfter && { startAfter }),
  ...(key !== undefined && { singletonKey: key }),
  ...(group !== undefined && { group: { id: group } }),
});
