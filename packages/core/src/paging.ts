import { Prisma } from "@tenon/db";
import type { Ctx } from "./ctx.ts";

type Position = { limit: number; cursor?: string | undefined; page?: number | undefined };

/** One list in one order. */
export type ListQuery<Row> = {
  /** Names the list and its order, for the cursor. */
  scope: string;
  /** The values that the order compares, last one unique. */
  keyOf: (row: Row) => (string | number)[];
  /** Up to `limit` rows after a key, or from an offset. */
  rows: (position: { after: (string | number)[] | undefined; offset: number; limit: number }) => Promise<Row[]>;
  /** All rows, for page mode. */
  count?: () => Promise<number>;
};

/** A list that can always count. */
export type CountedQuery<Row> = ListQuery<Row> & { count: () => Promise<number> };

export type Listed<Row> = {
  items: Row[];
  nextCursor: string | null;
  page?: number;
  totalPages?: number;
  total?: number;
};

/** Reads one page by keyset, or by number with totals where the list can count. */
export async function listPage<Row>(
  ctx: Ctx,
  { limit, cursor, page }: Position,
  query: ListQuery<Row>,
): Promise<Listed<Row>> {
  const after = cursor === undefined ? undefined : ctx.cursors.decode(query.scope, cursor);
  const offset = page === undefined ? 0 : (page - 1) * limit;
  const [rows, total] = await Promise.all([
    query.rows({ after, offset, limit: limit + 1 }),
    page === undefined ? undefined : query.count?.(),
  ]);

  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? ctx.cursors.encode(query.scope, query.keyOf(last)) : null;
  if (page === undefined || total === undefined) return { items, nextCursor };
  return { items, nextCursor, page, totalPages: Math.ceil(total / limit), total };
}

/** Of a list by `createdAt` and `id`, the newest first: what comes after a key. In this form PostgreSQL walks the index. */
export function olderThan([createdAt, id]: (string | number)[]) {
  const at = new Date(String(createdAt));
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: String(id) } }] };
}

/** Some rows of a list from an offset, with how many rows there are in all. */
export async function listSlice<Row>(
  { rows, count }: CountedQuery<Row>,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ items: Row[]; total: number }> {
  const [items, total] = await Promise.all([rows({ after: undefined, offset, limit }), count()]);
  return { items, total };
}

/** Written out: with a parameter in its place, PostgreSQL expects a tenth of all rows, and plans each page anew (0.5 ms). */
export function limitTo(rows: number, offset = 0): Prisma.Sql {
  if (!Number.isSafeInteger(rows)) throw new RangeError(`LIMIT ${rows}`);
  const limit = Prisma.raw(`LIMIT ${rows}`);
  return offset === 0 ? limit : Prisma.sql`${limit} OFFSET ${offset}`;
}
