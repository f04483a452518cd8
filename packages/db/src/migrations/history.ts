import { randomUUID } from "node:crypto";
import type pg from "pg";
import { isUnchanged, type MigrationFile } from "./files.ts";

/** A row of Prisma's own table, so that `prisma migrate status` and `deploy` understand what we did. */
export type HistoryRow = {
  id: string;
  checksum: string;
  finished_at: Date | null;
  migration_name: string;
  logs: string | null;
  rolled_back_at: Date | null;
};

export type MigrationStatus = {
  /** In the folder, not yet in the database. */
  pending: string[];
  applied: string[];
  /** Begun and not finished; they block every later run until resolved. */
  failed: { name: string; logs: string | null }[];
  /** Applied, and the file has changed since. */
  edited: string[];
  /** Applied, and the file is gone (an older version of the program sees this during a roll-back). */
  missing: string[];
};

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

export async function createHistory(client: pg.Client): Promise<void> {
  if (!(await hasHistory(client))) await client.query(CREATE_TABLE);
}

/** Oldest first; empty when the table does not exist. Rolled-back attempts are left out. */
export async function readHistory(client: pg.Client): Promise<HistoryRow[]> {
  if (!(await hasHistory(client))) return [];
  const { rows } = await client.query<HistoryRow>(
    "SELECT * FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name",
  );
  return rows;
}

export function compare(files: MigrationFile[], history: HistoryRow[]): MigrationStatus {
  const byName = new Map(files.map((file) => [file.name, file]));
  const finished = history.filter((row) => row.finished_at);
  const known = new Set(history.map((row) => row.migration_name));
  return {
    pending: files.map((file) => file.name).filter((name) => !known.has(name)),
    applied: finished.map((row) => row.migration_name),
    failed: history.filter((row) => !row.finished_at).map((row) => ({ name: row.migration_name, logs: row.logs })),
    edited: finished.filter((row) => isEdited(byName.get(row.migration_name), row)).map((row) => row.migration_name),
    missing: finished.map((row) => row.migration_name).filter((name) => !byName.has(name)),
  };
}

export async function recordStart(client: pg.Client, file: MigrationFile): Promise<string> {
  const id = randomUUID();
  const sql = "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)";
  await client.query(sql, [id, file.checksum, file.name]);
  return id;
}

export async function recordSuccess(client: pg.Client, id: string): Promise<void> {
  await client.query("UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1", [id]);
}

export async function recordFailure(client: pg.Client, id: string, logs: string): Promise<void> {
  await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [id, logs]);
}

export async function recordRollBack(client: pg.Client, name: string): Promise<void> {
  const unfinished = "migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL";
  await client.query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE ${unfinished}`, [name]);
}

/** Without running it: someone has done by hand what the file says. */
export async function recordAsApplied(client: pg.Client, file: MigrationFile): Promise<void> {
  const sql = "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ($1, $2, $3, now())";
  await client.query(sql, [randomUUID(), file.checksum, file.name]);
}

async function hasHistory(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found");
  return rows[0]?.found === true;
}

function isEdited(file: MigrationFile | undefined, row: HistoryRow): boolean {
  return file !== undefined && !isUnchanged(file, row.checksum);
}
