import type { PostFeed, PostFeedPage } from "@tenon/contract/posts";
import { Prisma } from "@tenon/db";
import type { UserCtx } from "../ctx.ts";
import { type CountedQuery, limitTo, listPage, listSlice } from "../paging.ts";
import { isOfSomebody } from "../users/rows.ts";
import type { PostSlice } from "./list.ts";
import { orders, type RankedRow } from "./orders.ts";
import { selectPosts, toPostSummary } from "./rows.ts";

/** Published posts of the users that the caller follows, newest first. */
export async function feed(ctx: UserCtx, input: PostFeed): Promise<PostFeedPage> {
  const page = await listPage(ctx, input, feedQuery(ctx));
  return { ...page, items: page.items.map(toPostSummary) };
}

/** The same from any offset, for contracts without cursors. */
export async function sliceFeed(ctx: UserCtx, position: { offset: number; limit: number }): Promise<PostSlice> {
  const { items, total } = await listSlice(feedQuery(ctx), position);
  return { items: items.map(toPostSummary), total };
}

const isListed = Prisma.sql`p.deleted_at IS NULL AND p.status = 'published'`;

function feedQuery(ctx: UserCtx): CountedQuery<RankedRow> {
  const { by, after, keyOf } = orders().newest;
  const viewer = ctx.actor.id;
  return {
    scope: "feed",
    keyOf,
    // A page of each author's newest, so that nobody's thousands of posts are sorted.
    rows: ({ after: key, offset, limit }) => {
      const first = offset === 0 ? limitTo(limit) : Prisma.sql`LIMIT ${offset + limit}`;
      const newest = Prisma.sql`SELECT p.id FROM posts p WHERE p.author_id = w.followee_id
        AND ${isListed} AND ${after(key)} ORDER BY ${by} ${first}`;
      const ids = Prisma.sql`SELECT newest.id FROM follows w CROSS JOIN LATERAL (${newest}) newest
        WHERE w.follower_id = ${viewer}::uuid`;
      const rest = Prisma.sql`WHERE p.id IN (${ids}) ORDER BY ${by} ${limitTo(limit, offset)}`;
      return selectPosts<RankedRow>(ctx.db, { viewer, rest });
    },
    count: async () => {
      const rows = await ctx.db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM follows w JOIN posts p ON p.author_id = w.followee_id
        WHERE w.follower_id = ${viewer}::uuid AND ${isListed} AND ${isOfSomebody}`;
      return rows[0]?.count ?? 0;
    },
  };
}
