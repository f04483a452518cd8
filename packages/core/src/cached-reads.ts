import type { Post, PostList, PostPage, PostRef } from "@tenon/contract/posts";
import type { TagList, TagPage } from "@tenon/contract/tags";
import type { UserAccount, UserRef } from "@tenon/contract/users";
import { found } from "./access.ts";
import type { CacheTag } from "./cache.ts";
import type { Ctx } from "./ctx.ts";
import { listPosts } from "./posts/list.ts";
import { findPost, getPost } from "./posts/read.ts";
import { listTags } from "./tags.ts";
import { getUser } from "./users/read.ts";

// Reads as callers ask for them. Only what nobody in particular sees is kept; the rules of the domain never look in here.

/** `getPost`, from the cache for callers without an account. */
export async function readPost(ctx: Ctx, ref: PostRef): Promise<Post> {
  if (ctx.actor.kind !== "anonymous") return getPost(ctx, ref);
  const post = await ctx.cache.read({ key: `post:${ref.id}`, load: () => findPost(ctx, ref), tagsOf: tagsOfPost });
  return found(post, "POST_NOT_FOUND");
}

/** `listPosts`, from the cache for callers without an account; searches, of which hardly two are alike, are not kept. */
export async function readPosts(ctx: Ctx, input: PostList): Promise<PostPage> {
  const isKept = input.published && !input.deleted && input.search === undefined && input.favoritedBy === undefined;
  if (ctx.actor.kind !== "anonymous" || !isKept) return listPosts(ctx, input);
  const tags: CacheTag[] = ["posts"];
  if (input.sort === "popular") tags.push("popularity");
  if (input.author !== undefined) tags.push("users");
  return ctx.cache.read({
    key: `posts:${JSON.stringify(input)}`,
    load: () => listPosts(ctx, input),
    tagsOf: ({ items }) => [...tags, ...new Set(items.flatMap(tagsOfPost))],
  });
}

/** `getUser`, from the cache for callers without an account. */
export async function readUser(ctx: Ctx, ref: UserRef): Promise<UserAccount> {
  if (ctx.actor.kind !== "anonymous") return getUser(ctx, ref);
  return ctx.cache.read({ key: `user:${ref.id}`, load: () => getUser(ctx, ref), tagsOf: ({ id }) => [`user:${id}`] });
}

/** `listTags`, from the cache: it is the same for everybody. */
export const readTags = (ctx: Ctx, input: TagList): Promise<TagPage> =>
  ctx.cache.read({ key: `tags:${JSON.stringify(input)}`, load: () => listTags(ctx, input), tagsOf: () => ["posts"] });

const tagsOfPost = ({ id, author }: Pick<Post, "id" | "author">): CacheTag[] => [`post:${id}`, `user:${author.id}`];
