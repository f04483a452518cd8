import type { PostFeed, PostFeedPage, PostList, PostPage, PostSort } from "@tenon/contract/posts";
import { Prisma } from "@tenon/db";
import { can, viewerId } from "../access.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { listPage } from "../paging.ts";
import { userIs } from "../users/read.ts";
import { type PostRow, selectPosts, toPostSummary } from "./rows.ts";

type RankedRow = PostRow & { rank: number };
type Key = (string | number)[];

/** One way to sort posts: its SQL, the cursor's values, and the condition "after these values". */
type Order = { by: Prisma.Sql; keyOf: (row: RankedRow) => Key; after: (key: Key) => Prisma.Sql; rank?: Prisma.Sql };

/** Posts that the caller may see, filtered, in one of four orders. */
export function listPosts(ctx: Ctx, input: PostList): Promise<PostPage> {
  const sort = input.sort ?? (input.search === undefined ? "newest" : "relevance");
  const filter = Prisma.join(filtersOf(ctx, input), " AND ");
  const scope = `posts:${sort}:${JSON.stringify(input, filterNames)}`;
  return page(ctx, input, { scope, filter, sort, ...(input.search !== undefined && { search: input.search }) });
}

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

/** Published posts of the users that the caller follows, newest first. */
export function feed(ctx: UserCtx, input: PostFeed): Promise<PostFeedPage> {
  const filter = Prisma.sql`p.deleted_at IS NULL AND p.status = 'published'
    AND p.author_id IN (SELECT w.followee_id FROM follows w WHERE w.follower_id = ${ctx.actor.id}::uuid)`;
  return page(ctx, input, { scope: "feed", filter, sort: "newest" });
}

type Listing = { scope: string; filter: Prisma.Sql; sort: PostSort; search?: string };

async function page(ctx: Ctx, input: PostList | PostFeed, listing: Listing): Promise<PostPage> {
  const { scope, filter, sort, search = "" } = listing;
  const order = orders(search)[sort];
  const listed = await listPage<RankedRow>(ctx, input, {
    scope,
    keyOf: order.keyOf,
    rows: ({ after, offset, limit }) =>
      selectPosts<RankedRow>(ctx.db, {
        viewer: viewerId(ctx),
        ...(order.rank && { extra: Prisma.sql`, ${order.rank} AS "rank"` }),
        rest: Prisma.sql`WHERE ${filter} AND ${after ? order.after(after) : Prisma.sql`true`}
          ORDER BY ${order.by} LIMIT ${limit} OFFSET ${offset}`,
      }),
    count: async () => {
      const rows = await ctx.db.$queryRaw<
        { count: number }[]
      >`SELECT count(*)::int AS count FROM posts p WHERE ${filter}`;
      return rows[0]?.count ?? 0;
    },
  });
  return { ...listed, items: listed.items.map(toPostSummary) };
}

function orders(search: string): Record<PostSort, Order> {
  const rank = Prisma.sql`ts_rank_cd(p.search, ${tsquery(search)})::float8`;
  const listed = (row: PostRow) => [row.listedAt.toISOString(), row.id];
  return {
    newest: {
      by: Prisma.sql`p.listed_at DESC, p.id DESC`,
      keyOf: listed,
      after: ([at, id]) => Prisma.sql`(p.listed_at, p.id) < (${at}::timestamptz, ${id}::uuid)`,
    },
    oldest: {
      by: Prisma.sql`p.listed_at, p.id`,
      keyOf: listed,
      after: ([at, id]) => Prisma.sql`(p.listed_at, p.id) > (${at}::timestamptz, ${id}::uuid)`,
    },
    popular: {
      by: Prisma.sql`p.favorites_count DESC, p.id DESC`,
      keyOf: (row) => [row.favoritesCount, row.id],
      after: ([count, id]) => Prisma.sql`(p.favorites_count, p.id) < (${count}::int, ${id}::uuid)`,
    },
    relevance: {
      by: Prisma.sql`"rank" DESC, p.id DESC`,
      rank,
      keyOf: (row) => [row.rank, row.id],
      after: ([score, id]) => Prisma.sql`(${rank}, p.id) < (${score}::float8, ${id}::uuid)`,
    },
  };
}

/** Several minus signs are one: PostgreSQL fails at the 32nd negation in a row. */
const tsquery = (search: string): Prisma.Sql =>
  Prisma.sql`websearch_to_tsquery('english', ${search.replace(/(?<![\p{L}\p{M}\p{N}])-[^\p{L}\p{M}\p{N}"]*(?=-)/gu, "")})`;

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
