import type { PostSort } from "@tenon/contract/posts";
import { Prisma } from "@tenon/db";
import type { PostRow } from "./rows.ts";

export type RankedRow = PostRow & { rank: number };
type Key = (string | number)[];

/** One way to sort posts: its SQL, the cursor's values, and the condition "after these values". */
type Order = {
  by: Prisma.Sql;
  keyOf: (row: RankedRow) => Key;
  after: (key: Key | undefined) => Prisma.Sql;
  rank?: Prisma.Sql;
};

/** The condition of a page: none on the first one. */
const from = (condition: (key: Key) => Prisma.Sql) => (key: Key | undefined) =>
  key ? condition(key) : Prisma.sql`true`;

/** How `posts p` can be sorted; by relevance to the words of a search. */
export function orders(search = ""): Record<PostSort, Order> {
  const rank = Prisma.sql`ts_rank_cd(p.search, ${tsquery(search)})::float8`;
  const listed = (row: PostRow) => [row.listedAt.toISOString(), row.id];
  return {
    newest: {
      by: Prisma.sql`p.listed_at DESC, p.id DESC`,
      keyOf: listed,
      after: from(([at, id]) => Prisma.sql`(p.listed_at, p.id) < (${at}::timestamptz, ${id}::uuid)`),
    },
    oldest: {
      by: Prisma.sql`p.listed_at, p.id`,
      keyOf: listed,
      after: from(([at, id]) => Prisma.sql`(p.listed_at, p.id) > (${at}::timestamptz, ${id}::uuid)`),
    },
    popular: {
      by: Prisma.sql`p.favorites_count DESC, p.id DESC`,
      keyOf: (row) => [row.favoritesCount, row.id],
      after: from(([count, id]) => Prisma.sql`(p.favorites_count, p.id) < (${count}::int, ${id}::uuid)`),
    },
    relevance: {
      by: Prisma.sql`"rank" DESC, p.id DESC`,
      rank,
      keyOf: (row) => [row.rank, row.id],
      after: from(([score, id]) => Prisma.sql`(${rank}, p.id) < (${score}::float8, ${id}::uuid)`),
    },
  };
}

// PostgreSQL fails at the 32nd negation in a row.
const repeatedMinus = /(?<![\p{L}\p{M}\p{N}])-[^\p{L}\p{M}\p{N}"]*(?=-)/gu;

export const tsquery = (search: string): Prisma.Sql =>
  Prisma.sql`websearch_to_tsquery('english', ${search.replace(repeatedMinus, "")})`;
