import { z } from "zod";
import { Article, type ArticleRef, getArticle } from "../adapter/domain.ts";

// Beside the adapter suite's article: a page of twenty, asked for with four query parameters.

export const ArticleList = z.object({
  lang: z.enum(["en", "de"]),
  tag: z.string().min(1).max(40).optional(),
  sort: z.enum(["newest", "oldest"]).default("newest"),
  limit: z.int().min(1).max(100).default(20),
});
export type ArticleList = z.output<typeof ArticleList>;

/** For servers that hand the query string's texts to zod as they are. */
export const ArticleListOfTexts = ArticleList.extend({ limit: z.coerce.number().int().min(1).max(100).default(20) });

export const ArticlePage = z.object({ items: z.array(Article), nextCursor: z.string().nullable() });
export type ArticlePage = z.output<typeof ArticlePage>;

export const listArticles = ({ lang, tag, limit }: ArticleList): ArticlePage => ({
  items: Array.from({ length: limit }, (_, index) => {
    const ref: ArticleRef = { id: `a-${index}`, lang };
    const article = getArticle(ref);
    return tag === undefined ? article : { ...article, tags: [tag, ...article.tags] };
  }),
  nextCursor: `a-${limit}`,
});
