import pg from "pg";
import { PgBoss } from "pg-boss";
import type { Contender } from "../contender.ts";
import { enqueuers } from "../settings.ts";

const queue = "plain";

/** pg-boss as its documentation begins: `send` within a transaction of one's own, `work` with its defaults. */
export async function plainPgBoss(url: string): Promise<Contender> {
  const boss = new PgBoss({ connectionString: url, migrate: false });
  boss.on("error", console.error);
  await boss.start();
  await boss.createQueue(queue);
  const pool = new pg.Pool({ connectionString: url, max: enqueuers });

  return {
    name: "pg-boss, defaults",
    async enqueue() {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        await client.query("INSERT INTO job_effects (key) VALUES (gen_random_uuid()::text)");
        await boss.send(queue, { n: 1 }, { db: { executeSql: (text, values) => client.query(text, values) } });
        await client.query("COMMIT");
      } finally {
        client.release();
      }
    },
    async fill(count) {
      await boss.insert(
        queue,
        Array.from({ length: count }, () => ({ data: { n: 1 } })),
      );
    },
    async process(done) {
      await boss.work(queue, async (jobs) => jobs.forEach(done));
      return () => boss.offWork(queue);
    },
    async close() {
      await boss.stop();
      await pool.end();
    },
  };
}
