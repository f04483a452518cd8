import type { UserAccount, UserList, UserPage, UserRef } from "@tenon/contract/users";
import { Prisma } from "@tenon/db";
import { can, found, viewerId } from "../access.ts";
import type { Ctx } from "../ctx.ts";
import { limitTo, listPage } from "../paging.ts";
import { isId } from "../slugs.ts";
import { accountColumns, type AccountRow, toAccount, toUser, userColumns } from "./rows.ts";

/** A user by id or username; with the account's data for administrators. */
export const getUser = async (ctx: Ctx, ref: UserRef): Promise<UserAccount> =>
  found(await findUser(ctx, ref), "USER_NOT_FOUND");

/** The same, or null. */
export async function findUser(ctx: Ctx, { id }: UserRef): Promise<UserAccount | null> {
  const isPrivate = can(ctx.actor, "user:read-private");
  const rows = await ctx.db.$queryRaw<AccountRow[]>`
    SELECT ${userColumns(viewerId(ctx))}, ${accountColumns} FROM users u WHERE ${userIs(id)} AND u.deletion_at IS NULL`;
  const [row] = rows;
  if (!row) return null;
  return isPrivate ? toAccount(row) : toUser(row);
}

type RankedRow = AccountRow & { rank: number };
type Key = (string | number)[];

/** Which users a list has, and in which order. */
type Listing = {
  scope: string;
  matches: Prisma.Sql;
  rank: Prisma.Sql;
  by: Prisma.Sql;
  keyOf: (row: RankedRow) => Key;
  after: (key: Key) => Prisma.Sql;
};

const newest: Listing = {
  scope: "users",
  matches: Prisma.sql`true`,
  rank: Prisma.sql`0::float8`,
  by: Prisma.sql`u.created_at DESC, u.id DESC`,
  keyOf: (row) => [row.userCreatedAt.toISOString(), row.userId],
  after: ([at, id]) => Prisma.sql`(u.created_at, u.id) < (${at}::timestamptz, ${id}::uuid)`,
};

function bestMatches(search: string): Listing {
  const query = prefixQuery(search);
  const rank = Prisma.sql`ts_rank(u.search, to_tsquery('simple', ${query}))::float8`;
  return {
    scope: `users:${query}`,
    matches: Prisma.sql`u.search @@ to_tsquery('simple', ${query})`,
    rank,
    by: Prisma.sql`"rank" DESC, u.id DESC`,
    keyOf: (row) => [row.rank, row.userId],
    after: ([score, id]) => Prisma.sql`(${rank}, u.id) < (${score}::float8, ${id}::uuid)`,
  };
}

/** Newest first; a search by how well it matches. */
export async function listUsers(ctx: Ctx, input: UserList): Promise<UserPage> {
  const isPrivate = can(ctx.actor, "user:read-private");
  const listing = input.search === undefined ? newest : bestMatches(input.search);
  const { scope, matches, rank, by, keyOf } = listing;
  const page = await listPage<RankedRow>(ctx, input, {
    scope,
    keyOf,
    rows: ({ after, offset, limit }) => ctx.db.$queryRaw<RankedRow[]>`
      SELECT ${userColumns(viewerId(ctx))}, ${accountColumns}, ${rank} AS "rank" FROM users u
      WHERE ${matches} AND u.deletion_at IS NULL AND ${after ? listing.after(after) : Prisma.sql`true`}
      ORDER BY ${by} ${limitTo(limit, offset)}`,
    count: async () => {
      // Of all, and of the few that are on their way out: each by an index alone.
      const counted = Prisma.sql`SELECT (SELECT count(*) FROM users u WHERE ${matches})::int
        - (SELECT count(*) FROM users u WHERE ${matches} AND u.deletion_at IS NOT NULL)::int AS count`;
      const rows = await ctx.db.$queryRaw<{ count: number }[]>(counted);
      return rows[0]?.count ?? 0;
    },
  });
  return { ...page, items: page.items.map(isPrivate ? toAccount : toUser) };
}

/** The condition that `users u` is the one that an id or a username names. */
export const userIs = (ref: string): Prisma.Sql =>
  isId(ref) ? Prisma.sql`u.id = ${ref}::uuid` : Prisma.sql`u.username = ${ref.toLowerCase()}`;

/** A tsquery in which every word is a prefix; empty, and so matched by nothing, when the search has no words. */
const prefixQuery = (search: string): string =>
  (search.normalize("NFKC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => `${word}:*`).join(" & ");
