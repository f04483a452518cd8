import { z } from "zod";

// The same schemas and the same work for every contender. No dates: without a transformer tRPC has none.

export const ArticleRef = z.object({ id: z.string().min(1).max(64), lang: z.enum(["en", "de"]) });
export type ArticleRef = z.output<typeof ArticleRef>;

export const Article = z.object({
  id: z.string(),
  lang: z.enum(["en", "de"]),
  title: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  author: z.object({ id: z.string(), name: z.string() }),
  views: z.int(),
  publishedAt: z.iso.datetime(),
});
export type Article = z.output<typeof Article>;

export const ArticleView = Article.extend({ viewer: z.object({ id: z.string(), tenant: z.string() }) });
export type ArticleView = z.output<typeof ArticleView>;

export const TitleRef = z.object({ id: z.string() });
export type TitleRef = z.output<typeof TitleRef>;

export const Title = z.object({ id: z.string(), title: z.string() });
export type Title = z.output<typeof Title>;

export const ArticleCreate = z.object({
  title: z.string().min(1).max(200),
  body: z.string().max(10_000),
  tags: z.array(z.string().min(1).max(40)).max(10),
  lang: z.enum(["en", "de"]),
  published: z.boolean(),
});
export type ArticleCreate = z.output<typeof ArticleCreate>;

const author = { id: "u-17", name: "Grace Hopper" };

export const getArticle = ({ id, lang }: ArticleRef): Article => ({
  id,
  lang,
  title: "A compiler is a program that writes programs",
  summary: "Why it took three years until anybody believed it, and what came of it afterwards.",
  tags: ["compilers", "history", "navy"],
  author,
  views: 1024,
  publishedAt: "2026-01-01T00:00:00.000Z",
});

export const getTitle = ({ id }: TitleRef): Title => ({ id, title: "A compiler is a program that writes programs" });

export const createArticle = ({ title, body, tags, lang }: ArticleCreate): Article => ({
  id: "a-18",
  lang,
  title,
  summary: body.slice(0, 80),
  tags,
  author,
  views: 0,
  publishedAt: "2026-01-01T00:00:00.000Z",
});

// What the three middlewares find out, each from what the one before it found.

let requests = 0;
export const nextRequestId = (): string => `r-${(requests += 1)}`;

export type User = { id: string; role: string };
export const userOf = (authorization: string | undefined): User => ({
  id: authorization?.slice("Bearer ".length) ?? "nobody",
  role: "reader",
});

export const tenantOf = (user: User): string => `tenant-of-${user.id}`;

export const viewArticle = (ref: ArticleRef, user: User, tenant: string): ArticleView => ({
  ...getArticle(ref),
  viewer: { id: user.id, tenant },
});
