import type { ArticleCreate, ArticleRef } from "./domain.ts";

export const articleRef: ArticleRef = { id: "a-17", lang: "en" };

export const articleCreate: ArticleCreate = {
  title: "The first bug was a moth",
  body: "It was taped into the log book of the Mark II on the ninth of September. ".repeat(8),
  tags: ["bugs", "history"],
  lang: "en",
  published: true,
};

export const batchSize = 10;
export const authorization = "Bearer grace";
