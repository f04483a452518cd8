import pg from "pg";
import { readMigrations, type MigrationFile } from "./files.ts";
import { compare, createHistory, readHistory, recordFailure, recordStart, recordSuccess } from "./history.ts";
import { MigrationError } from "./migration-error.ts";
import { takeLock, withClient } from "./session.ts";

export type MigrateOptions = {
  /** A direct connection: session locks do not survive a transaction pooler such as PgBouncer. */
  url: string;
  /** The folder with `<timestamp>_<name>/migration.sql`. */
  dir: string;
  /** Called after each migration. */
  onApply?: (name: string, durationMs: number) => void;
  /** How long to wait for another process that migrates. @default 120_000 */
  lockTimeoutMs?: number;
};

export type MigrateResult = {
  /** What this run has applied. */
  applied: string[];
  /** Applied earlier and changed since: worth a warning, the database has the old text. */
  edited: string[];
  /** Applied by a newer version of the program. */
  missing: string[];
};

/**
 * Applies what is pending. Each file is one implicit transaction: it happens as a whole or not at all, unless it contains
 * its own COMMIT. Any number of processes may call this at once. The database must exist.
 * @throws MigrationError
 */
export async function migrate({ url, dir, onApply, lockTimeoutMs = 120_000 }: MigrateOptions): Promise<MigrateResult> {
  const files = readMigrations(dir);
  return withClient(url, async (client) => {
    await takeLock(client, lockTimeoutMs);
    await createHistory(client);
    const { pending, failed, edited, missing } = compare(files, await readHistory(client));
    if (failed[0]) throw blocked(failed[0]);

    for (const file of files.filter((candidate) => pending.includes(candidate.name))) {
      const started = performance.now();
      await apply(client, url, file);
      onApply?.(file.name, performance.now() - started);
    }
    return { applied: pending, edited, missing };
  });
}

/** The file gets a fresh connection, so that no `SET` or open transaction of one migration reaches the next. */
async function apply(client: pg.Client, url: string, file: MigrationFile): Promise<void> {
  const id = await recordStart(client, file);
  try {
    await withClient(url, async (own) => {
      await own.query(file.sql);
      if (isInTransaction(own)) throw new Error("the file opens a transaction that it does not end");
    });
  } catch (cause) {
    const said = describe(cause, file.sql);
    await recordFailure(client, id, said);
    const message = `Migration ${file.name} failed: ${said}.\n${advice(file.name)}`;
    throw new MigrationError("failed", message, { migration: file.name, cause });
  }
  await recordSuccess(client, id);
}

function blocked({ name, logs }: { name: string; logs: string | null }): MigrationError {
  const reason = logs ?? "it was interrupted, or another program is still running it";
  const message = `Migration ${name} did not finish in an earlier run (${reason}), so nothing was applied.\n${advice(name)}`;
  return new MigrationError("blocked", message, { migration: name });
}

function advice(name: string): string {
  return (
    "PostgreSQL has undone the file unless it commits by itself. Correct the file or the data, then run\n" +
    `  db:resolve ${name} --rolled-back   to try it again\n` +
    `  db:resolve ${name} --applied       when you have completed it by hand`
  );
}

function describe(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error ? error.message : String(error);
  const line = error.position === undefined ? "" : ` (line ${sql.slice(0, Number(error.position)).split("\n").length})`;
  const details = [error.detail, error.hint].filter((text) => text !== undefined).map((text) => `; ${text}`);
  return `${error.message}${line} [${error.code}]${details.join("")}`;
}

function isInTransaction(client: pg.Client): boolean {
  return client.getTransactionStatus() !== "I";
}
