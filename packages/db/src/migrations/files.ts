import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MigrationError } from "./migration-error.ts";

export type MigrationFile = { name: string; sql: string; checksum: string };

/**
 * The migrations of a folder, in the order in which they run: `<name>/migration.sql`, sorted by name.
 * @throws MigrationError `files`
 */
export function readMigrations(dir: string): MigrationFile[] {
  return migrationNames(dir).map((name) => {
    const path = join(dir, name, "migration.sql");
    const sql = read(() => readFileSync(path, "utf8"), path);
    return { name, sql, checksum: sha256(sql) };
  });
}

/** Names alone, for `pendingMigrations`. @throws MigrationError `files` */
export function migrationNames(dir: string): string[] {
  const entries = read(() => readdirSync(dir, { withFileTypes: true }), dir);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).toSorted();
}

/** Whether the file is what was applied. Line endings do not count: git may change them on Windows. */
export function isUnchanged(file: MigrationFile, checksum: string): boolean {
  const unix = file.sql.replaceAll("\r\n", "\n");
  return [file.checksum, sha256(unix), sha256(unix.replaceAll("\n", "\r\n"))].includes(checksum);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function read<T>(readIt: () => T, path: string): T {
  try {
    return readIt();
  } catch (cause) {
    throw new MigrationError("files", `The migrations cannot be read: ${path} is missing or not readable.`, { cause });
  }
}
