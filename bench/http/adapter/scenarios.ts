import { type ArticleRef, createArticle, getArticle, getTitle, tenantOf, userOf, viewArticle } from "./domain.ts";
import { articleCreate, articleRef, authorization, batchSize } from "./inputs.ts";

export type Scenario = {
  name: string;
  title: string;
  procedure: "title" | "viewTitle" | "get" | "view" | "create";
  /** Calls in one request. */
  calls: number;
  superjson?: boolean;
};

export const scenarios: Scenario[] = [
  { name: "small", title: "One query, 17 bytes in and 70 out", procedure: "title", calls: 1 },
  {
    name: "small-middlewares",
    title: "The same behind three middlewares, zod output",
    procedure: "viewTitle",
    calls: 1,
  },
  { name: "single", title: "One query, zod input", procedure: "get", calls: 1 },
  { name: "superjson", title: "The same with superjson", procedure: "get", calls: 1, superjson: true },
  { name: "middlewares", title: "Query, three middlewares, zod output", procedure: "view", calls: 1 },
  { name: "mutation", title: "Mutation, JSON body, zod in and out", procedure: "create", calls: 1 },
  { name: "batch", title: "Batch of ten queries", procedure: "get", calls: batchSize },
  { name: "batch-middlewares", title: "Batch of ten, three middlewares each", procedure: "view", calls: batchSize },
];

const user = userOf(authorization);

/** What a procedure is asked and what it must answer; `salt` makes questions that differ. */
export function example({ procedure }: Scenario, salt = ""): { input: Record<string, unknown>; output: unknown } {
  if (procedure === "create") {
    const input = { ...articleCreate, title: `${articleCreate.title}${salt}` };
    return { input, output: createArticle(input) };
  }
  if (procedure === "title" || procedure === "viewTitle") {
    const input = { id: `${articleRef.id}${salt}` };
    return { input, output: getTitle(input) };
  }
  const input: ArticleRef = { ...articleRef, id: `${articleRef.id}${salt}` };
  return { input, output: procedure === "get" ? getArticle(input) : viewArticle(input, user, tenantOf(user)) };
}
