import type { PostFeed, PostFeedPage } from "@tenon/contract/posts";
import { Prisma } from "@tenon/db";
import type { UserCtx } from "../ctx.ts";
import { limitTo, listPage } from "../paging.ts";
import { orders } from "./orders.ts";
import { selectPosts, toPostSummary } from "./rows.ts";

/** Published posts of the users that the caller follows, newest first. */
export async function feed(ctx: UserCtx, input: PostFeed): Promise<PostFeedPage> {
  const { by, after, keyOf } = orders().newest;
  const viewer = ctx.actor.id;
  const page = await listPage(ctx, input, {
    scope: "feed",
    keyOf,
    // A page of each author's newest, so that nobody's thousands of posts are sorted.
    rows: (position) => {
      const rest = Prisma.sql`ORDER BY ${by} ${limitTo(position.limit)}`;
      const newest = Prisma.sql`SELECT p.id FROM posts p WHERE p.author_id = w.followee_id
        AND p.deleted_at IS NULL AND p.status = 'published' AND ${after(position.after)} ${rest}`;
      const ids = Prisma.sql`SELECT newest.id FROM follows w CROSS JOIN LATERAL (${newest}) newest
        WHERE w.follower_id = ${viewer}::uuid`;
      return selectPosts(ctx.db, { viewer, rest: Prisma.sql`WHERE p.id IN (${ids}) ${rest}` });
    },
  });
  return { ...page, items: page.items.map(toPostSummary) };
}
