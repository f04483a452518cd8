import type { Db } from "@tenon/db";
import { columns } from "./columns.ts";

const all = Object.keys(columns).filter((table) => !table.startsWith("_"));
const central = ["users", "posts", "api_keys", "one_time_tokens", "webhooks", "events", "audit_events"];

/** Until it is disposed of, the database refuses every row that is written, and quotes the row in its refusal. */
export const refuseWrites = (db: Db): Promise<AsyncDisposable> =>
  between(
    () => alter(db, all, () => "ADD CONSTRAINT canary CHECK (false) NOT VALID"),
    () => alter(db, all, () => "DROP CONSTRAINT canary"),
  );

/** Until it is disposed of, what most procedures read is not there. */
export const refuseReads = (db: Db): Promise<AsyncDisposable> =>
  between(
    () => alter(db, central, (table) => `RENAME TO "${table}_gone"`),
    () =>
      alter(
        db,
        central.map((table) => `${table}_gone`),
        (table) => `RENAME TO "${table.replace(/_gone$/, "")}"`,
      ),
  );

/** One by one: a transaction that holds several would be in a deadlock with the jobs that run. */
async function alter(db: Db, tables: string[], how: (table: string) => string): Promise<void> {
  for (const table of tables) await db.$executeRawUnsafe(`ALTER TABLE "${table}" ${how(table)}`);
}

async function between(before: () => Promise<void>, after: () => Promise<void>): Promise<AsyncDisposable> {
  await before();
  return { [Symbol.asyncDispose]: after };
}
