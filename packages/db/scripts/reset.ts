import { execute } from "../src/execute.ts";
import { migrate } from "../src/migrate.ts";
import { CommandError, runCommand, say } from "./command/run.ts";
import { isLocal, label, withTarget } from "./command/target.ts";

const usage = `
Usage: db:reset [--force]

Deletes all data: drops DATABASE_URL (else the development database of this clone), makes it anew and migrates.
Refuses a database on another machine without --force.`;

await runCommand({
  usage,
  options: { force: { type: "boolean" } },
  words: 0,
  run: (flags) =>
    withTarget(async ({ url, migrationsDir }) => {
      if (!isLocal(url) && !flags.force) {
        throw new CommandError(
          `${label(url)} is not on this machine: nothing was deleted. Use --force if you mean it.`,
        );
      }
      const admin = new URL(url);
      const name = `"${decodeURIComponent(admin.pathname.slice(1)).replaceAll('"', '""')}"`;
      admin.pathname = "/postgres";
      await execute(admin.href, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await execute(admin.href, `CREATE DATABASE ${name}`);
      const { applied } = await migrate({ url, dir: migrationsDir });
      say(`${label(url)} is empty and has ${applied.length === 1 ? "one migration" : `${applied.length} migrations`}.`);
      return 0;
    }),
});
