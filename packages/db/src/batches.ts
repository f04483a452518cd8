import type { Db } from "./create-db.ts";
import { Prisma } from "./generated/client.ts";

/** Small enough that no batch locks rows, or holds a transaction open, for long. */
const batchSize = 500;

/** Repeats a statement that takes up to `limit` rows until it finds fewer; returns how many rows there were in all. */
export async function inBatches(take: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await take(batchSize);
    total += count;
    if (count < batchSize) return total;
  }
}

/**
 * Deletes the rows of a table for which a condition holds, a batch at a time; those that others have locked are left for the next
 * time. Returns how many.
 * @param table as PostgreSQL calls it, never anything that a caller has said
 */
export function deleteInBatches(db: Db, table: string, where: Prisma.Sql): Promise<number> {
  const rows = Prisma.raw(`"${table}"`);
  return inBatches(
    (limit) => db.$executeRaw`
      DELETE FROM ${rows} WHERE ctid = ANY (ARRAY (
        SELECT ctid FROM ${rows} WHERE ${where} LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`,
  );
}
