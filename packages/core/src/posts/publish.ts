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
