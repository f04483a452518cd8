import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MigrationList, SchemasContainer } from "@prisma/schema-engine-wasm";
import { migrationNames } from "../../src/migrate.ts";

/** The schema and the migrations in the form in which the engine takes them. */
export function readSchema(dir: string): SchemasContainer {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith(".prisma"))
    .toSorted();
  return { files: names.map((name) => ({ path: join(dir, name), content: readFileSync(join(dir, name), "utf8") })) };
}

export function readMigrationList(dir: string): MigrationList {
  return {
    baseDir: dir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(dir).map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(dir, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
