import type { Post, PostRef } from "@tenon/contract/posts";
import type { CacheTag } from "../cache.ts";
import type { UserCtx } from "../ctx.ts";
import { getPost, getPublicPost } from "./read.ts";

/** Marks a post as a favorite; doing it twice is fine. */
export async function favoritePost(ctx: UserCtx, ref: PostRef): Promise<Post> {
  const { id } = await getPublicPost(ctx, ref);
  await ctx.db.favorite.createMany({ data: { userId: ctx.actor.id, postId: id }, skipDuplicates: true });
  ctx.signals.send("cache", countsOf(id));
  return getPost(ctx, { id });
}

export async function unfavoritePost(ctx: UserCtx, ref: PostRef): Promise<Post> {
  const { id } = await getPublicPost(ctx, ref);
  await ctx.db.favorite.deleteMany({ where: { userId: ctx.actor.id, postId: id } });
  ctx.signals.send("cache", countsOf(id));
  return getPost(ctx, { id });
}

const countsOf = (id: string): CacheTag[] => [`post:${id}`, "popularity"];
