import { filters, withEngine, type Project } from "../engine/engine.ts";

export type Draft = {
  /** `undefined` when schema and migrations agree. */
  sql: string | undefined;
  /** Data that would be lost, or values that might stand in the way, as counted in the project's database. */
  warnings: string[];
  /** Steps that cannot succeed on this database, such as a required column without a default on a table with rows. */
  impossible: string[];
};

export type DraftProblem = { reason: string };

/**
 * The SQL from what the migrations make to what the schema says. The database must have all migrations.
 * @returns a problem when database and migrations disagree: a draft would then be about something else
 */
export async function draftMigration(project: Project): Promise<Draft | DraftProblem> {
  return withEngine(project, async (engine, schema, migrationsList) => {
    // The order matters: evaluateDataLoss works on what devDiagnostic has found out.
    const { action } = await engine.devDiagnostic({ migrationsList, filters });
    if (action.tag === "reset") return { reason: action.reason.trim() };

    const from = { tag: "migrations", ...migrationsList } as const;
    const to = { tag: "schemaDatamodel", ...schema } as const;
    const { exitCode, stdout } = await engine.diff({ from, to, script: true, exitCode: true, filters });
    if (exitCode === 0 || !stdout) return { sql: undefined, warnings: [], impossible: [] };

    const loss = await engine.evaluateDataLoss({ migrationsList, schema, filters });
    const isReal = (message: string) => !/unique constraint/i.test(message) || /CREATE UNIQUE INDEX/.test(stdout);
    return {
      sql: stdout.trimEnd(),
      // Unlike `diff`, evaluateDataLoss does not see partial indexes and takes existing unique ones for new.
      warnings: loss.warnings.map((warning) => warning.message).filter(isReal),
      impossible: loss.unexecutableSteps.map((step) => step.message),
    };
  });
}
