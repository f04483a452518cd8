import type { Job, JobState } from "@tenon/contract/jobs";
import type { JobFilter } from "@tenon/core/jobs/queue";
import { type Db, Prisma, readRows } from "@tenon/db";
import { deadLetters } from "./queues.ts";

/** A job as pg-boss keeps it; a dead letter under the name, the id and the times of the job that it was. */
const jobs = Prisma.sql`
  SELECT j.id, COALESCE(j.source_name, j.name) AS "name", COALESCE(j.source_output, j.output)->>'message' AS "error",
    j.data AS "payload", j.retry_limit + 1 AS "maxAttempts", j.created_on AS "createdAt", j.start_after AS "startAfter",
    j.started_on AS "startedAt", j.completed_on AS "endedAt",
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

/** How many dead jobs there are of each kind. */
export async function countDead(db: Db): Promise<Map<string, number>> {
  const rows = await readRows<{ name: string; count: number }>(
    db,
    Prisma.sql`
      SELECT source_name AS "name", count(*)::int AS "count" FROM pgboss.job
      WHERE name = ${deadLetters} AND state = 'created' GROUP BY source_name`,
  );
  return new Map(rows.map(({ name, count }) => [name, count]));
}
