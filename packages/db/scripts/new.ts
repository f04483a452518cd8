import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "../src/migrate.ts";
import { draftMigration } from "./authoring/draft.ts";
import { CommandError, runCommand, say } from "./command/run.ts";
import { isLocal, label, withTarget } from "./command/target.ts";
import type { Project } from "./engine/engine.ts";

const usage = `
Usage: db:new NAME [--empty] [--accept-data-loss]

Writes prisma/migrations/<UTC time>_NAME/migration.sql with the way from the migrations to prisma/schema. Pending
migrations are applied first, to DATABASE_URL (local only) or to the development database; the new one is not.
  --empty              an empty file, to be written by hand
  --accept-data-loss   also when rows of that database would lose data`;

await runCommand({
  usage,
  options: { empty: { type: "boolean" }, "accept-data-loss": { type: "boolean" } },
  words: 1,
  async run(flags, [name]) {
    if (!name || !/^[a-z0-9][a-z0-9_-]{0,99}$/.test(name)) {
      throw new CommandError(`A migration needs a name of lower-case letters, digits, - and _.\n${usage}`);
    }
    return withTarget(async (project) =>
      flags.empty ? write(project, name, "") : create(project, name, flags["accept-data-loss"]),
    );
  },
});

async function create(project: Project, name: string, isLossAccepted = false): Promise<number> {
  const { url, migrationsDir } = project;
  if (!isLocal(url))
    throw new CommandError(`${label(url)} is not on this machine: migrations are drafted on a local database.`);
  await migrate({ url, dir: migrationsDir, onApply: (applied) => say(`Applied ${applied}`) });

  const draft = await draftMigration(project);
  if ("reason" in draft)
    throw new CommandError(`${draft.reason}\nRun db:reset to start from the migrations again; its data is lost.`);
  if (draft.sql === undefined) {
    say("No changes: the migrations make exactly this schema.");
    return 0;
  }
  for (const message of draft.impossible) say(`Impossible on this database: ${message}`);
  for (const message of draft.warnings) say(`Warning: ${message}`);
  if (draft.warnings.length > 0 && !isLossAccepted) {
    throw new CommandError(
      "Nothing was written. If that is what you want, add --accept-data-loss; else write it by hand with --empty.",
    );
  }
  return write(project, name, draft.sql);
}

function write({ migrationsDir }: Project, name: string, sql: string): number {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/\D/g, "");
  const file = join(migrationsDir, `${stamp}_${name}`, "migration.sql");
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, `${sql}\n`, { flag: "wx" });
  say(`Wrote ${file}\nRead it, then run db:migrate.`);
  return 0;
}
