import type { Ctx } from "../ctx.ts";
import { labelBytes } from "../vault.ts";
import { sealedColumns, sqlOf } from "./sealed-columns.ts";

/** How many rows need a key of one purpose. */
export type KeyUsage = {
  what: string;
  purpose: "vault" | "password-pepper" | "audit";
  /** Null where a row names no key: sealed before keys had names, or hashed without a pepper. */
  keyId: string | null;
  rows: number;
};

/** What in the database was made with which key. Whatever else is signed lives for days at most, and is not stored. */
export async function keyUsage({ db }: Pick<Ctx, "db">): Promise<KeyUsage[]> {
  const hashes = await db.$queryRaw<Omit<KeyUsage, "purpose">[]>`
    SELECT 'users.password_hash' AS what, substring(password_hash FROM ',keyid=([^$]+)[$]') AS "keyId", count(*)::int AS rows
    FROM users WHERE password_hash IS NOT NULL GROUP BY 1, 2
    UNION ALL
    SELECT 'recovery_codes.hash', substring(hash FROM ',keyid=([^$]+)[$]'), count(*)::int
    FROM recovery_codes WHERE used_at IS NULL GROUP BY 1, 2 ORDER BY 1 DESC, 2`;
  const usage: KeyUsage[] = hashes.map((row) => ({ ...row, purpose: "password-pepper" }));
  for (const place of sealedColumns) {
    const { table, column } = sqlOf(place);
    const sealed = await db.$queryRaw<{ label: string; rows: number }[]>`
      SELECT encode(substring(${column} FROM 1 FOR ${labelBytes}), 'hex') AS label, count(*)::int AS rows
      FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 1`;
    const what = `${place.table}.${place.column}`;
    for (const { label, rows } of sealed)
      usage.push({ what, purpose: "vault", keyId: label.startsWith("01") ? label.slice(2) : null, rows });
  }
  return [...usage, ...(await auditUsage(db))];
}

/** Of each kind the last: the chain from one to the other is vouched for by its hashes, whatever signed in between. */
async function auditUsage(db: Ctx["db"]): Promise<KeyUsage[]> {
  const rows = await db.$queryRaw<Omit<KeyUsage, "purpose">[]>`
    SELECT DISTINCT ON (kind) 'audit_checkpoints, last ' || kind AS what, key_id AS "keyId", 1 AS rows
    FROM audit_checkpoints ORDER BY kind, seq DESC`;
  return rows.map((row) => ({ ...row, purpose: "audit" }));
}
