import { readMigrations } from "./files.ts";
import { compare, createHistory, readHistory, recordAsApplied, recordRollBack } from "./history.ts";
import { MigrationError } from "./migration-error.ts";
import { takeLock, withClient } from "./session.ts";

export type ResolveOptions = { url: string; dir: string; name: string; as: "applied" | "rolled-back" };

/**
 * Decides about a migration by hand. `rolled-back`: a failed one may run again. `applied`: the database has it already
 * (completed by hand, or a baseline).
 * @throws MigrationError `state` when the history does not allow it, `files` when there is no such migration
 */
export async function resolveMigration({ url, dir, name, as }: ResolveOptions): Promise<void> {
  const files = readMigrations(dir);
  await withClient(url, async (client) => {
    await takeLock(client, 10_000);
    await createHistory(client);
    const { applied, failed } = compare(files, await readHistory(client));
    const refuse = (reason: string) => new MigrationError("state", `Migration ${name} ${reason}.`, { migration: name });

    if (applied.includes(name)) throw refuse("is applied already");
    if (as === "rolled-back" && !failed.some((row) => row.name === name)) throw refuse("has not failed");
    const file = files.find((candidate) => candidate.name === name);
    if (as === "applied" && !file) throw new MigrationError("files", `There is no migration ${name} in ${dir}.`);

    await client.query("BEGIN");
    await recordRollBack(client, name);
    if (as === "applied" && file) await recordAsApplied(client, file);
    await client.query("COMMIT");
  });
}
