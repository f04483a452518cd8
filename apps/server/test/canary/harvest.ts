import type { Deps } from "@tenon/core/ctx";
import { jobDefinitions } from "@tenon/core/jobs/registry";
import { sealedColumns } from "@tenon/core/keys/sealed-columns";
import type { Db } from "@tenon/db";
import { columns, listOf } from "./columns.ts";
import type { Ledger } from "./ledger.ts";
import { shortest } from "./search.ts";

type Values = { value: unknown; owner: string | null }[];

/** Takes down what is in every sensitive column, and what lies sealed in some; returns which columns had something. */
export async function harvest({ db, vault }: Pick<Deps, "db" | "vault">, ledger: Ledger): Promise<Set<string>> {
  const filled = new Set<string>();
  for (const [table, { secret, personal, owner = "NULL" }] of Object.entries(columns)) {
    for (const column of listOf(secret))
      for (const { value } of await valuesIn(db, { table, column, owner: "NULL" })) {
        filled.add(`${table}.${column}`);
        for (const text of textsIn(value)) ledger.keep(`${table}.${column}`, text);
      }
    for (const column of listOf(personal))
      for (const row of await valuesIn(db, { table, column, owner })) {
        filled.add(`${table}.${column}`);
        if (row.owner === null) continue;
        for (const text of textsIn(row.value)) ledger.keep(`${table}.${column}`, text, row.owner);
      }
  }
  for (const { table, column, purpose } of sealedColumns) {
    const rows = await db.$queryRawUnsafe<{ sealed: Uint8Array; purpose: string }[]>(
      `SELECT "${column}" AS sealed, ${purpose} AS purpose FROM "${table}" WHERE "${column}" IS NOT NULL`,
    );
    for (const row of rows)
      keepOpened(ledger, `what is sealed in ${table}.${column}`, vault.open(row.purpose, row.sealed));
  }
  return filled;
}

/** Of a JSON Web Key only its private part is a secret. */
function keepOpened(ledger: Ledger, kind: string, opened: string): void {
  const { d } = (opened.startsWith("{") ? JSON.parse(opened) : {}) as { d?: string };
  ledger.keep(kind, d ?? opened);
}

const valuesIn = (db: Db, { table, column, owner }: { table: string; column: string; owner: string }) =>
  db.$queryRawUnsafe<Values>(
    `SELECT DISTINCT "${column}" AS value, ${owner}::text AS owner FROM "${table}" WHERE "${column}" IS NOT NULL`,
  );

/** What can be looked for: whole texts and bytes; of JSON the addresses, for the rest are ids and instants. */
function textsIn(value: unknown): (string | Uint8Array)[] {
  if (typeof value === "string") return value.length < shortest || value === "127.0.0.1" ? [] : [value];
  if (value instanceof Uint8Array) return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  const parts = typeof value === "object" && value !== null ? Object.values(value) : [];
  return parts.filter((part) => typeof part === "string" && part.includes("@")) as string[];
}

/** The rows of every table, without the columns that are what is looked for. */
export async function dumpTables(db: Db, ledger: Ledger): Promise<void> {
  for (const [table, { secret, personal }] of Object.entries(columns)) {
    const without = [...listOf(secret), ...listOf(personal)].map((name) => `'${name}'`).join(", ");
    await dump(db, ledger, {
      name: `the table ${table}`,
      sql: `SELECT (to_jsonb(t) - ARRAY[${without}]::text[])::text AS row FROM "${table}" t`,
    });
  }
}

/** Nobody is shown what these hold: to whom mails go, and what is in them. */
const secretJobs = jobDefinitions.filter(({ isSecret }) => isSecret).map(({ name }) => name);

export async function dumpJobs(db: Db, ledger: Ledger): Promise<void> {
  const secret = secretJobs.map((name) => `'${name}'`).join(", ");
  await dump(db, ledger, {
    name: "a job",
    sql: `SELECT (CASE WHEN COALESCE(source_name, name) IN (${secret}) THEN to_jsonb(j) - 'data' ELSE to_jsonb(j) END)::text AS row FROM pgboss.job j`,
  });
  await dump(db, ledger, {
    name: "a warning of pg-boss",
    sql: "SELECT to_jsonb(w)::text AS row FROM pgboss.warning w",
  });
}

async function dump(db: Db, ledger: Ledger, { name, sql }: { name: string; sql: string }): Promise<void> {
  const rows = await db.$queryRawUnsafe<{ row: string }[]>(sql);
  ledger.record({ name, text: rows.map(({ row }) => row).join("\n") });
}
