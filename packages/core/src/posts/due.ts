import type { EventData } from "@tenon/contract/events";
import { Prisma } from "@tenon/db";
import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { defineJob } from "../jobs/definition.ts";
import { isOfSomebody } from "../users/rows.ts";
import { inTransaction } from "../work.ts";
import { tellPost } from "./tell.ts";

/** Publishes one post when its time comes; one that was moved or published meanwhile is left as it is. */
export const publishScheduled = defineJob({
  name: "post.publish-scheduled",
  payload: z.object({ postId: z.uuid() }),
  run: async (ctx, { postId }) => void (await publishDuePosts(ctx, postId)),
});

/** Finds scheduled posts that no job of their own has published. */
export const publishOverdue = defineJob({
  name: "post.publish-overdue",
  payload: z.object({}),
  cron: "* * * * *",
  async run(ctx) {
    const published = await publishDuePosts(ctx);
    if (published > 0) ctx.log.info({ published }, "posts were overdue");
  },
});

const batchSize = 100;

/**
 * Publishes every scheduled post whose time has come, or one of them; returns how many. Safe to run on all nodes at once:
 * each row is taken by whoever changes it first.
 */
export async function publishDuePosts(
  ctx: Pick<Ctx, "db" | "jobs" | "signals" | "now">,
  postId?: string,
): Promise<number> {
  const now = ctx.now();
  const which = postId === undefined ? Prisma.empty : Prisma.sql`AND id = ${postId}::uuid`;
  let total = 0;
  for (;;) {
    const published = await inTransaction(ctx, async (work) => {
      const posts = await work.tx.$queryRaw<EventData<"post.published">[]>`
        UPDATE posts SET status = 'published', published_at = publish_at, publish_at = NULL,
          version = version + 1, updated_at = ${now}::timestamptz
        WHERE id IN (
          SELECT id FROM posts p
          WHERE status = 'scheduled' AND deleted_at IS NULL AND publish_at <= ${now}::timestamptz AND ${isOfSomebody} ${which}
          ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
        )
        RETURNING id, slug, title, status::text, version, author_id AS "authorId"`;
      for (const post of posts) tellPost(work, "post.published", post);
      return posts.length;
    });
    total += published;
    if (published < batchSize) return total;
  }
}
