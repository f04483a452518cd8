import { IdOrName } from "@tenon/contract/fields";
import { type Post, PostCreate, type PostSummary, TagName } from "@tenon/contract/posts";
import { z } from "zod";
import { filled } from "./filled.ts";
import { Profile, toProfile } from "./profiles.ts";
import { UsernameRef } from "./usernames.ts";

export const slug = z.string().pipe(IdOrName);
export const ArticleRef = z.object({ slug });

const content = {
  title: filled.pipe(PostCreate.shape.title),
  description: filled.pipe(PostCreate.shape.summary.unwrap()),
  body: filled.pipe(PostCreate.shape.body),
};

/** Too long a list is refused before its items are looked at; the contract names no length. */
const tagList = z.array(z.string()).max(10).meta({ maxItems: undefined });

export const NewArticleRequest = z.object({
  article: z.object({ ...content, tagList: tagList.pipe(PostCreate.shape.tags.unwrap()).optional() }),
});

export const UpdateArticleRequest = z.object({ slug, article: z.object(content).partial() });

export const ArticlePosition = z.object({
  offset: z.int().min(0).optional(),
  limit: z.int().min(1).default(20),
});

export const ArticleFilter = z.object({
  tag: z.string().pipe(TagName).optional(),
  author: UsernameRef.optional(),
  favorited: UsernameRef.optional(),
  ...ArticlePosition.shape,
});

export const Article = z
  .object({
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    body: z.string(),
    tagList: z.array(z.string()),
    createdAt: z.date(),
    updatedAt: z.date(),
    favorited: z.boolean(),
    favoritesCount: z.int(),
    author: Profile,
  })
  .meta({ id: "Article" });

export const ArticleResponse = z.object({ article: Article });
export const ArticlesResponse = z.object({ articles: z.array(Article.omit({ body: true })), articlesCount: z.int() });

const toSummary = (post: PostSummary) => ({
  slug: post.slug,
  title: post.title,
  description: post.summary,
  tagList: post.tags,
  createdAt: post.createdAt,
  updatedAt: post.updatedAt,
  favorited: post.favorited,
  favoritesCount: post.favoritesCount,
  author: toProfile(post.author),
});

export const toArticleResponse = (post: Post): z.input<typeof ArticleResponse> => ({
  article: { ...toSummary(post), body: post.body },
});

export const toArticlesResponse = (slice: {
  items: PostSummary[];
  total: number;
}): z.input<typeof ArticlesResponse> => ({
  articles: slice.items.map(toSummary),
  articlesCount: slice.total,
});
