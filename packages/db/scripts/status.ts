import { migrationStatus } from "../src/migrate.ts";
import { findDrift } from "./authoring/drift.ts";
import { runCommand, say } from "./command/run.ts";
import { label, withTarget } from "./command/target.ts";

const usage = `
Usage: db:status

Compares the migrations with DATABASE_URL (else the development database of this clone) and with the schema.
Replays the migrations in a temporary database on the same server. Exit code 1 when anything is off.`;

await runCommand({
  usage,
  options: {},
  words: 0,
  run: () =>
    withTarget(async (project) => {
      const status = await migrationStatus({ url: project.url, dir: project.migrationsDir });
      const drift = await findDrift(project, status.applied);
      const problems = [
        ...status.pending.map((name) => `pending   ${name}`),
        ...status.failed.map(({ name, logs }) => `failed    ${name}: ${logs ?? "interrupted"}`),
        ...status.edited.map((name) => `edited    ${name}: the file is not what was applied`),
        ...status.missing.map((name) => `missing   ${name}: applied, but there is no such file`),
        ...(drift.database
          ? [`drift     the database was changed without a migration:\n${indent(drift.database)}`]
          : []),
        ...(drift.schema ? [`schema    has changes without a migration (db:new):\n${indent(drift.schema)}`] : []),
      ];
      say(
        `${label(project.url)}: ${status.applied.length} ${status.applied.length === 1 ? "migration" : "migrations"} applied`,
      );
      say(problems.length === 0 ? "Everything is current." : problems.join("\n"));
      return problems.length === 0 ? 0 : 1;
    }),
});

function indent(text: string): string {
  return text.replaceAll(/^/gm, "            ");
}
