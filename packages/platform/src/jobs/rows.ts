import type { Job, JobState } from "@tenon/contract/jobs";
import type { JobFilter } from "@tenon/core/jobs/queue";
import { type Db, Prisma, readRows } from "@tenon/db";
import { deadLetters } from "./dead-letters.ts";

/** A job as pg-boss keeps it; a dead letter under the name and with the times of the job that it was. */
const jobs = Prisma.sql`
  SELECT j.id, COALESCE(j.source_name, j.name) AS "name", COALESCE(j.source_output, j.output)->>'message' AS "error",
    j.data AS "payload", COALESCE(j.source_created_on, j.created_on) AS "createdAt", j.start_after AS "startAfter",
    j.started_on AS "startedAt", CASE WHEN j.source_name IS NULL THEN j.completed_on ELSE j.created_on END AS "endedAt",
    COALESCE(j.source_retry_count, j.retry_limit) + 1 AS "maxAttempts",
    CASE WHEN j.source_retry_count IS NOT NULL THEN j.source_retry_count + 1
      ELSE j.retry_count + CASE WHEN j.started_on IS NULL THEN 0 ELSE 1 END END AS "attempts",
    CASE WHEN j.name = ${deadLetters} THEN 'dead' ELSE CASE j.state
      WHEN 'created' THEN 'waiting' WHEN 'retry' THEN 'waiting' WHEN 'active' THEN 'running'
      WHEN 'completed' THEN 'done' ELSE j.state::text END END AS "state"
  FROM pgboss.job j
  -- What has become a dead letter is shown as that alone.
  WHERE (j.state <> 'failed' OR j.dead_letter IS NULL)`;

/** @param secret the kinds of jobs whose payloads nobody is shown */
export async function readJobs(
  db: Db,
  { name, state, after, limit }: JobFilter,
  secret: ReadonlySet<string>,
): Promise<Job[]> {
  const rows = await readRows<Job & { state: JobState }>(
    db,
    Prisma.sql`
      SELECT * FROM (${jobs}) j WHERE true
        ${name === undefined ? Prisma.empty : Prisma.sql`AND j.name = ${name}`}
        ${state === undefined ? Prisma.empty : Prisma.sql`AND j.state = ${state}`}
        ${after ? Prisma.sql`AND (date_trunc('milliseconds', j."createdAt"), j.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)` : Prisma.empty}
      ORDER BY date_trunc('milliseconds', j."createdAt") DESC, j.id DESC LIMIT ${limit}`,
  );
  return rows.map((job) => (secret.has(job.name) ? { ...job, payload: null } : job));
}

/** The queue that a job is in. */
export async function queueOf(db: Db, id: string): Promise<string | undefined> {
  const [row] = await readRows<{ name: string }>(db, Prisma.sql`SELECT name FROM pgboss.job WHERE id = ${id}::uuid`);
  return row?.name;
}

type Counts = { waiting: number; ready: number; running: number; dead: number };

/** How many jobs of each kind wait, run and are dead at this moment. */
export async function countJobs(db: Db): Promise<Map<string, Counts>> {
  const rows = await readRows<Counts & { name: string }>(
    db,
    Prisma.sql`
      SELECT COALESCE(source_name, name) AS "name",
        (count(*) FILTER (WHERE state < 'active' AND name <> ${deadLetters}))::int AS "waiting",
        (count(*) FILTER (WHERE state < 'active' AND name <> ${deadLetters} AND start_after <= now()))::int AS "ready",
        (count(*) FILTER (WHERE state = 'active'))::int AS "running",
        (count(*) FILTER (WHERE state = 'created' AND name = ${deadLetters}))::int AS "dead"
      FROM pgboss.job WHERE state <= 'active' GROUP BY 1`,
  );
  return new Map(rows.map(({ name, ...counts }) => [name, counts]));
}

/** Which of these queues have jobs whose time has come. */
export async function readyQueues(db: Db, names: string[]): Promise<string[]> {
  const rows = await readRows<{ name: string }>(
    db,
    Prisma.sql`
      SELECT q.name FROM unnest(${names}::text[]) q (name) WHERE EXISTS (
        SELECT 1 FROM pgboss.job j
        WHERE j.name = q.name AND j.state < 'active' AND NOT j.blocked AND j.start_after <= now()
      )`,
  );
  return rows.map(({ name }) => name);
}

type Attempt = { id: string; retryCount: number };

/** Puts a running job back as if it had not been taken. */
export const giveBack = (db: Db, { id, retryCount }: Attempt): Promise<number> => db.$executeRaw`
  UPDATE pgboss.job SET state = 'created', started_on = NULL, heartbeat_on = NULL
  WHERE id = ${id}::uuid AND retry_count = ${retryCount} AND state = 'active'`;

/** Makes the running try the last one. */
export const endTries = (db: Db, { id, retryCount }: Attempt): Promise<number> => db.$executeRaw`
  UPDATE pgboss.job SET retry_limit = retry_count
  WHERE id = ${id}::uuid AND retry_count = ${retryCount} AND state = 'active'`;

/** For jobs from now on; those that wait keep what they came with. */
export const setPolicy = (db: Db, name: string, policy: string): Promise<number> =>
  db.$executeRaw`UPDATE pgboss.queue SET policy = ${policy} WHERE name = ${name}`;
