import type { Log } from "@tenon/core/ctx";
import { type Db, queryText, type Tx } from "@tenon/db";
import { type Db as BossDb, PgBoss } from "pg-boss";

export type BossOptions = {
  db: Db;
  log: Pick<Log, "warn">;
  /** Whether this process watches for dead workers and sends cron jobs. */
  isWorker: boolean;
};

/** pg-boss through a client of ours or one of its transactions. */
export const bossDb = (db: Db | Tx): BossDb => ({
  executeSql: async (text, values) => ({ rows: await queryText(db, text, values) }),
});

/**
 * pg-boss on our connections, its schema from our migrations. A worker that dies is noticed by its missing heartbeat, after
 * 10 to 16 seconds.
 */
export async function startBoss({ db, log, isWorker }: BossOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    db: bossDb(db),
    migrate: false,
    supervise: isWorker,
    schedule: isWorker,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    maintenanceIntervalSeconds: 300,
    cronMonitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 5,
  });
  boss.on("error", (error) => log.warn({ err: error }, "the job queue had a fault"));
  boss.on("warning", ({ message, data }) => log.warn({ data }, `the job queue warns: ${message}`));
  return boss.start();
}
