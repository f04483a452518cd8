import { AppError } from "@tenon/contract/app-error";
import type { Post, PostChange, PostSchedule } from "@tenon/contract/posts";
import type { Ctx } from "../ctx.ts";
import { changePost } from "./change.ts";
import { assertFuture } from "./write.ts";

export function publishPost(ctx: Ctx, input: PostChange): Promise<Post> {
  return changePost(ctx, input, {
    permission: "post:update",
    decide: (post) => {
      if (post.status === "published") throw new AppError("POST_ALREADY_PUBLISHED");
      return { status: "published", publishedAt: ctx.now(), publishAt: null };
    },
  });
}

/** Makes a published or scheduled post a draft again. `publishedAt` stays in its row: the slug is settled. */
export function unpublishPost(ctx: Ctx, input: PostChange): Promise<Post> {
  return changePost(ctx, input, {
    permission: "post:update",
    decide: (post) => {
      if (post.status === "draft") throw new AppError("POST_NOT_PUBLISHED");
      return { status: "draft", publishAt: null };
    },
  });
}

/** Sets or moves the instant at which a draft goes out. */
export async function schedulePost(ctx: Ctx, { publishAt, ...input }: PostSchedule): Promise<Post> {
  assertFuture(publishAt, ctx.now());
  return changePost(ctx, input, {
    permission: "post:update",
    decide: (post) => {
      if (post.status === "published") throw new AppError("POST_ALREADY_PUBLISHED");
      return { status: "scheduled", publishAt };
    },
  });
}

/**
 * Publishes every scheduled post whose time has come; returns how many. Safe to run on all nodes at once:
 * each row is taken by whoever changes it first.
 */
export async function publishDuePosts(ctx: Pick<Ctx, "db" | "now">): Promise<number> {
  const now = ctx.now();
  return ctx.db.$executeRaw`
    UPDATE posts SET status = 'published', published_at = publish_at, publish_at = NULL,
      version = version + 1, updated_at = ${now}::timestamptz
    WHERE id IN (
      SELECT id FROM posts WHERE status = 'scheduled' AND deleted_at IS NULL AND publish_at <= ${now}::timestamptz
      ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED
    )`;
}
