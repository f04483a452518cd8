import { Prisma } from "@tenon/db";

/** Where the vault's secrets are stored, and what each was sealed for, as SQL. A new place needs its row, or a rotation would lose it. */
export const sealedColumns = [
  { table: "webhooks", column: "secret", purpose: "'webhooks'" },
  { table: "webhooks", column: "previous_secret", purpose: "'webhooks'" },
  { table: "totp_factors", column: "secret", purpose: "'totp:' || user_id" },
  { table: "signing_keys", column: "sealed_private", purpose: "'signing-key'" },
] as const;

export type SealedColumn = (typeof sealedColumns)[number];

/** Its names as SQL: never anything that a caller has said. */
export const sqlOf = ({ table, column, purpose }: SealedColumn) => ({
  table: Prisma.raw(`"${table}"`),
  column: Prisma.raw(`"${column}"`),
  purpose: Prisma.raw(purpose),
});
