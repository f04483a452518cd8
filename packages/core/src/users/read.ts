import type { UserAccount, UserList, UserPage, UserRef } from "@tenon/contract/users";
import { Prisma } from "@tenon/db";
import { can, found, viewerId } from "../access.ts";
import type { Ctx } from "../ctx.ts";
import { listPage } from "../paging.ts";
import { isId } from "../slugs.ts";
import { accountColumns, type AccountRow, toAccount, toUser, userColumns } from "./rows.ts";

/** A user by id or username; with the account's data for administrators. */
export async function getUser(ctx: Ctx, { id }: UserRef): Promise<UserAccount> {
  const isPrivate = can(ctx.actor, "user:read-private");
  const rows = await ctx.db.$queryRaw<AccountRow[]>`
    SELECT ${userColumns(viewerId(ctx))}, ${accountColumns} FROM users u WHERE ${userIs(id)}`;
  const row = found(rows[0], "USER_NOT_FOUND");
  return isPrivate ? toAccount(row) : toUser(row);
}

/** Newest first; a search by how well it matches. */
export async function listUsers(ctx: Ctx, input: UserList): Promise<UserPage> {
  const isPrivate = can(ctx.actor, "user:read-private");
  const query = input.search === undefined ? undefined : prefixQuery(input.search);
  const matches = query === undefined ? Prisma.sql`true` : Prisma.sql`u.search @@ to_tsquery('simple', ${query})`;
  const rank =
    query === undefined ? Prisma.sql`0::float8` : Prisma.sql`ts_rank(u.search, to_tsquery('simple', ${query}))::float8`;
  const order = query === undefined ? Prisma.sql`u.created_at DESC, u.id DESC` : Prisma.sql`"rank" DESC, u.id DESC`;

  type Row = AccountRow & { rank: number };
  const page = await listPage<Row>(ctx, input, {
    scope: query === undefined ? "users" : `users:${query}`,
    keyOf: (row) => [query === undefined ? row.userCreatedAt.toISOString() : row.rank, row.userId],
    rows: ({ after, offset, limit }) => {
      const position =
        after === undefined
          ? Prisma.sql`true`
          : query === undefined
            ? Prisma.sql`(u.created_at, u.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
            : Prisma.sql`(${rank}, u.id) < (${after[0]}::float8, ${after[1]}::uuid)`;
      return ctx.db.$queryRaw<Row[]>`
        SELECT ${userColumns(viewerId(ctx))}, ${accountColumns}, ${rank} AS "rank"
        FROM users u WHERE ${matches} AND ${position} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`;
    },
    count: async () => {
      const rows = await ctx.db.$queryRaw<
        { count: number }[]
      >`SELECT count(*)::int AS count FROM users u WHERE ${matches}`;
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
