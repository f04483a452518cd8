import type { PostList, PostPage, PostSummary } from "@tenon/contract/posts";
import { Prisma } from "@tenon/db";
import { can, viewerId } from "../access.ts";
import type { Ctx } from "../ctx.ts";
import { type CountedQuery, limitTo, listPage, listSlice } from "../paging.ts";
import { userIs } from "../users/read.ts";
import { isOfSomebody } from "../users/rows.ts";
import { orders, type RankedRow, tsquery } from "./orders.ts";
import { selectPosts, toPostSummary } from "./rows.ts";

/** Posts that the caller may see, filtered, in one of four orders. */
export async function listPosts(ctx: Ctx, input: PostList): Promise<PostPage> {
  const page = await listPage(ctx, input, postsQuery(ctx, input));
  return { ...page, items: page.items.map(toPostSummary) };
}

/** Some of a list's posts, and how many the whole list has. */
export type PostSlice = { items: PostSummary[]; total: number };

/** The same list from any offset, for contracts that have neither cursors nor pages. */
export async function slicePosts(ctx: Ctx, { offset, ...input }: PostList & { offset: number }): Promise<PostSlice> {
  const { items, total } = await listSlice(postsQuery(ctx, input), { offset, limit: input.limit });
  return { items: items.map(toPostSummary), total };
}

function postsQuery(ctx: Ctx, input: PostList): CountedQuery<RankedRow> {
  const sort = input.sort ?? (input.search === undefined ? "newest" : "relevance");
  const order = orders(input.search)[sort];
  const filter = Prisma.join(filtersOf(ctx, input), " AND ");
  return {
    scope: `posts:${sort}:${JSON.stringify(input, filterNames)}`,
    keyOf: order.keyOf,
    rows: ({ after, offset, limit }) =>
      selectPosts<RankedRow>(ctx.db, {
        viewer: viewerId(ctx),
        ...(order.rank && { extra: Prisma.sql`, ${order.rank} AS "rank"` }),
        rest: Prisma.sql`WHERE ${filter} AND ${order.after(after)} ORDER BY ${order.by} ${limitTo(limit, offset)}`,
      }),
    count: async () => {
      const counted = Prisma.sql`SELECT count(*)::int AS count FROM posts p WHERE ${filter} AND ${isOfSomebody}`;
      const rows = await ctx.db.$queryRaw<{ count: number }[]>(counted);
      return rows[0]?.count ?? 0;
    },
  };
}

/** What a cursor is bound to besides the order: as a replacer, JSON takes these keys alone, in this order. */
const filterNames: string[] = [
  "author",
  "tag",
  "favoritedBy",
  "search",
  "published",
  "deleted",
  "createdAfter",
  "createdBefore",
] satisfies (keyof PostList)[];

function filtersOf(ctx: Ctx, input: PostList): Prisma.Sql[] {
  const filters = visible(ctx, input);
  if (input.author !== undefined)
    filters.push(Prisma.sql`p.author_id = (SELECT u.id FROM users u WHERE ${userIs(input.author)})`);
  if (input.tag !== undefined) filters.push(Prisma.sql`p.tags @> ARRAY[${input.tag}]`);
  if (input.favoritedBy !== undefined) {
    filters.push(Prisma.sql`p.id IN (SELECT f.post_id FROM favorites f
      WHERE f.user_id = (SELECT u.id FROM users u WHERE ${userIs(input.favoritedBy)}))`);
  }
  if (input.search !== undefined) filters.push(Prisma.sql`p.search @@ ${tsquery(input.search)}`);
  if (input.createdAfter) filters.push(Prisma.sql`p.created_at > ${input.createdAfter}::timestamptz`);
  if (input.createdBefore) filters.push(Prisma.sql`p.created_at < ${input.createdBefore}::timestamptz`);
  return filters;
}

/** Published posts are everybody's; drafts and the bin are their author's, and all of them an editor's. */
function visible(ctx: Ctx, { deleted, published }: PostList): Prisma.Sql[] {
  const filters = [deleted ? Prisma.sql`p.deleted_at IS NOT NULL` : Prisma.sql`p.deleted_at IS NULL`];
  if (!deleted)
    filters.push(published ? Prisma.sql`p.status = 'published'` : Prisma.sql`p.status IN ('draft', 'scheduled')`);
  if ((deleted || !published) && !can(ctx.actor, "post:read:any")) {
    filters.push(Prisma.sql`p.author_id = ${viewerId(ctx)}::uuid`);
  }
  return filters;
}
