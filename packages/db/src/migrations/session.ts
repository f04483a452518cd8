import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { MigrationError } from "./migration-error.ts";

/** The number that Prisma's own migration engine locks, so that ours and theirs never run at once. */
const ADVISORY_LOCK = 72_707_369;

/**
 * Runs `work` on a connection of its own. Timeouts of the role do not apply: building an index may take minutes.
 * @throws MigrationError `unreachable`
 */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "tenon-migrate",
    keepAlive: true,
  });
  // A connection that dies rejects the running query; without a listener it would end the process as well.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
  } catch (cause) {
    await client.end().catch(() => {});
    throw new MigrationError("unreachable", `The database ${label(client)} cannot be reached: ${reasonOf(cause)}.`, { cause });
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Lets one process at a time migrate a database; the others wait. The lock ends with the connection. Waiting is asking
 * again: a blocked `pg_advisory_lock` holds a snapshot, for which CREATE INDEX CONCURRENTLY in the winner would wait.
 * @throws MigrationError `locked` after `timeoutMs`
 */
export async function takeLock(client: pg.Client, timeoutMs: number): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; ; await delay(100)) {
    const { rows } = await client.query<{ ours: boolean }>("SELECT pg_try_advisory_lock($1) AS ours", [ADVISORY_LOCK]);
    if (rows[0]?.ours) return;
    if (Date.now() < deadline) continue;
    const message = `Another process has been migrating ${label(client)} for more than ${timeoutMs / 1000} s; see pg_stat_activity.`;
    throw new MigrationError("locked", message);
  }
}

function label(client: pg.Client): string {
  return `${client.database} at ${client.host}:${client.port}`;
}

/** "localhost" with two addresses fails with an error of errors that has a code and no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
