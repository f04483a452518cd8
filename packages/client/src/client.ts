import type { AppRouter } from "@tenon/api/client";
import { httpBatchLink, httpLink, splitLink, type TRPCLink } from "@trpc/client";
import superjson from "superjson";
import { connect } from "./connect.ts";
import { retryQueries } from "./retry.ts";

type Token = string | null | undefined;

export type ClientOptions = {
  /** Where the server is, as `https://api.example.com`; the `/trpc` is added. */
  url: string;
  /** A bearer token, or how to get the present one. Without it, a browser's session cookie speaks. */
  token?: Token | (() => Token | Promise<Token>);
  /** Headers for every request. */
  headers?: Record<string, string>;
  /** @default the global `fetch` */
  fetch?: typeof fetch;
  /** Calls of the same tick that travel in one request, at most; the server refuses more than its own limit. @default 10 */
  maxBatchSize?: number;
};

export type TenonClient = ReturnType<typeof connect>;

/**
 * A typed client: `const posts = await client.posts.list.query({ tag: "typescript" })`.
 * Calls of one tick are batched; sign-in calls always travel alone; queries are tried again, mutations never.
 */
export const createClient = (options: ClientOptions): TenonClient => connect(createLinks(options));

/** The links of `createClient`, for other tRPC clients (TanStack Query, one's own). */
export function createLinks(options: ClientOptions): TRPCLink<AppRouter>[] {
  const given = options.fetch ?? fetch;
  const link = {
    url: `${options.url.replace(/\/+$/, "")}/trpc`,
    transformer: superjson,
    fetch: (input: Parameters<typeof fetch>[0], init?: object) => given(input, { ...init, credentials: "include" }),
    headers: async () => {
      const token = typeof options.token === "function" ? await options.token() : options.token;
      return { ...options.headers, ...(token && { authorization: `Bearer ${token}` }) };
    },
  };
  return [
    retryQueries(),
    splitLink({
      condition: ({ path }) => path.startsWith("auth."),
      true: httpLink(link),
      false: httpBatchLink({ ...link, maxItems: options.maxBatchSize ?? 10, maxURLLength: 8000 }),
    }),
  ];
}
