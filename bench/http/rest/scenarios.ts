import { createArticle, getArticle, tenantOf, userOf, viewArticle } from "../adapter/domain.ts";
import { articleCreate, articleRef, authorization } from "../adapter/inputs.ts";
import { type ArticleList, listArticles } from "./domain.ts";

export type Scenario = { name: "get" | "view" | "list" | "create"; title: string };

export const scenarios: Scenario[] = [
  { name: "get", title: "One article by the id in its path" },
  { name: "view", title: "The same behind three middlewares" },
  { name: "list", title: "A page of twenty, four query parameters" },
  { name: "create", title: "An article from a JSON body" },
];

export type Example = { input: Record<string, unknown>; output: unknown; wrong: Record<string, unknown> };

const user = userOf(authorization);
const articleList: ArticleList = { lang: "en", tag: "compilers", sort: "oldest", limit: 20 };

/** A question with its answer, and one that must be refused; `salt` makes questions that differ. */
export function example({ name }: Scenario, salt = ""): Example {
  if (name === "create") {
    const input = { ...articleCreate, title: `${articleCreate.title}${salt}` };
    return { input, output: createArticle(input), wrong: { ...input, lang: "xx" } };
  }
  if (name === "list") {
    const input = { ...articleList, tag: `${articleList.tag}${salt}` };
    return { input, output: listArticles(input), wrong: { ...input, limit: "many" } };
  }
  const input = { ...articleRef, id: `${articleRef.id}${salt}` };
  const output = name === "get" ? getArticle(input) : viewArticle(input, user, tenantOf(user));
  return { input, output, wrong: { ...input, lang: "xx" } };
}
