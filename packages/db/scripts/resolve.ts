import { resolveMigration } from "../src/migrate.ts";
import { CommandError, runCommand, say } from "./command/run.ts";
import { withTarget } from "./command/target.ts";

const usage = `
Usage: db:resolve NAME --rolled-back | --applied

Decides about a migration that has failed.
  --rolled-back   its effects are undone: db:migrate runs it again
  --applied       the database has all of it, by hand: it is not run again`;

await runCommand({
  usage,
  options: { "rolled-back": { type: "boolean" }, applied: { type: "boolean" } },
  words: 1,
  async run(flags, [name]) {
    if (!name || Boolean(flags["rolled-back"]) === Boolean(flags.applied)) {
      throw new CommandError(`Say which migration, and either --rolled-back or --applied.\n${usage}`);
    }
    const as = flags.applied ? "applied" : "rolled-back";
    await withTarget(({ url, migrationsDir }) => resolveMigration({ url, dir: migrationsDir, name, as }));
    say(`${name} is now recorded as ${as}.`);
    return 0;
  },
});
