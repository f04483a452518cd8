import { readMigrations } from "./files.ts";
import { compare, readHistory, type MigrationStatus } from "./history.ts";
import { withClient } from "./session.ts";

/** Compares folder and database; creates nothing. @throws MigrationError `files` or `unreachable` */
export async function migrationStatus({ url, dir }: { url: string; dir: string }): Promise<MigrationStatus> {
  const files = readMigrations(dir);
  return withClient(url, async (client) => compare(files, await readHistory(client)));
}

/** What `pendingMigrations` needs of a Prisma client. */
export type RawQueries = { $queryRawUnsafe<T>(sql: string): Promise<T> };

/**
 * Which of `names` (from `migrationNames(dir)`, read once) the database does not have yet: one small query on the caller's
 * pool, for readiness probes. An empty answer stays true, so a caller may stop asking.
 * @throws whatever the query throws, a missing history table excepted
 */
export async function pendingMigrations(db: RawQueries, names: readonly string[]): Promise<string[]> {
  type Row = { migration_name: string };
  const sql = "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";
  const rows = await db.$queryRawUnsafe<Row[]>(sql).catch((error: unknown) => {
    if (error instanceof Error && /42P01|_prisma_migrations/.test(error.message)) return [];
    throw error;
  });
  const finished = new Set(rows.map((row) => row.migration_name));
  return names.filter((name) => !finished.has(name));
}
