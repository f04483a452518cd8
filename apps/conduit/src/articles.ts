import type { Post } from "@tenon/contract/posts";
import type { Ctx, UserCtx } from "@tenon/core/ctx";
import {
  createPost,
  deletePost,
  getPublicPost,
  type PostSlice,
  sliceFeed,
  slicePosts,
  updatePost,
} from "@tenon/core/posts";
import type { z } from "zod";
import type { ArticleFilter, ArticlePosition, NewArticleRequest, UpdateArticleRequest } from "./schemas/articles.ts";

/** What a page has at most, whatever limit was asked for; the contract names none. */
const maxLimit = 100;

type Position = z.output<typeof ArticlePosition>;
const positionOf = ({ offset = 0, limit }: Position) => ({ offset, limit: Math.min(limit, maxLimit) });

export const listArticles = (ctx: Ctx, input: z.output<typeof ArticleFilter>): Promise<PostSlice> => {
  const { tag, author, favorited: favoritedBy } = input;
  return slicePosts(ctx, { tag, author, favoritedBy, published: true, deleted: false, ...positionOf(input) });
};

export const listFeed = (ctx: UserCtx, input: Position): Promise<PostSlice> => sliceFeed(ctx, positionOf(input));

export const createArticle = (ctx: UserCtx, { article }: z.output<typeof NewArticleRequest>): Promise<Post> => {
  const { title, description, body, tagList = [] } = article;
  return createPost(ctx, { title, summary: description, body, tags: tagList, published: true });
};

/** A new title makes a new slug, as in the reference. */
export async function updateArticle(ctx: UserCtx, input: z.output<typeof UpdateArticleRequest>): Promise<Post> {
  const { description: summary, ...content } = input.article;
  const { id } = await articleId(ctx, input);
  return updatePost(ctx, { id, summary, ...content }, { keepsSlug: false });
}

/** To the bin, out of which Tenon's own API can take it for 30 days. */
export async function deleteArticle(ctx: UserCtx, ref: { slug: string }): Promise<void> {
  await deletePost(ctx, await articleId(ctx, ref));
}

/** The id of the published post that a slug names: drafts and the bin do not exist here, not even for their author. */
export async function articleId(ctx: Ctx, { slug }: { slug: string }): Promise<{ id: string }> {
  const { id } = await getPublicPost(ctx, { id: slug });
  return { id };
}
