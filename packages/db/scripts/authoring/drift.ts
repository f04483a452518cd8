import type { MigrationList } from "@prisma/schema-engine-wasm";
import { filters, withEngine, type Project } from "../engine/engine.ts";

export type Drift = {
  /** What someone has changed in the database by hand, in words; empty when nothing. */
  database: string;
  /** What the schema says and no migration does yet, in words; empty when nothing. */
  schema: string;
};

/** @param applied the migrations that the database has: pending ones are not drift */
export async function findDrift(project: Project, applied: readonly string[]): Promise<Drift> {
  return withEngine(project, async (engine, schema, migrationsList) => {
    const all = { tag: "migrations", ...migrationsList } as const;
    const datasource = { tag: "schemaDatasource", ...schema, configDir: project.schemaDir } as const;
    const differences = async (from: Parameters<typeof engine.diff>[0]["from"], to: typeof from) => {
      const { exitCode, stdout } = await engine.diff({ from, to, script: false, exitCode: true, filters });
      return exitCode === 0 ? "" : (stdout ?? "").trim();
    };
    return {
      database: await differences({ tag: "migrations", ...only(migrationsList, applied) }, datasource),
      schema: await differences(all, { tag: "schemaDatamodel", ...schema }),
    };
  });
}

function only(list: MigrationList, names: readonly string[]): MigrationList {
  return { ...list, migrationDirectories: list.migrationDirectories.filter((entry) => names.includes(entry.path)) };
}
