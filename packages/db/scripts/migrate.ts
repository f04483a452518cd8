import { migrate } from "../src/migrate.ts";
import { runCommand, say } from "./command/run.ts";
import { label, withTarget } from "./command/target.ts";

const usage = `
Usage: db:migrate

Applies the pending migrations to DATABASE_URL, else to the development database of this clone.`;

await runCommand({
  usage,
  options: {},
  words: 0,
  run: () =>
    withTarget(
      async ({ url, migrationsDir }) => {
        const onApply = (name: string, durationMs: number) => say(`Applied ${name} (${Math.round(durationMs)} ms)`);
        const { applied, edited, missing } = await migrate({ url, dir: migrationsDir, onApply });
        if (applied.length === 0) say(`Nothing to do: ${label(url)} is current.`);
        for (const name of edited) say(`Warning: ${name} has changed since it was applied.`);
        for (const name of missing) say(`Warning: ${name} is applied but its file is gone.`);
        return 0;
      },
      { mayCreate: true },
    ),
});
