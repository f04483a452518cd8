import type { AppRouter } from "@tenon/api/client";
import { httpBatchLink, httpLink, isFormData, splitLink, type TRPCLink } from "@trpc/client";
import superjson from "superjson";
import { connect } from "./connect.ts";
import { resumeSubscriptions, retryQueries } from "./retry.ts";
import { askForStart } from "./start.ts";
import { refuseSubscriptions, subscriptionLink } from "./subscriptions.ts";
import { refreshing, type TokenStore } from "./tokens.ts";

type Token = string | null | undefined;

export type ClientOptions = {
  /** Where the server is, as `https://api.example.com`; the `/trpc` is added. */
  url: string;
  /** A bearer token, or how to get the present one. Without it, a browser's session cookie speaks. */
  token?: Token | (() => Token | Promise<Token>);
  /** In the place of `token`: where the tokens of a sign-in in mode `tokens` are kept. They are renewed when it is time. */
  tokens?: TokenStore;
  /** Headers for every request. */
  headers?: Record<string, string>;
  /** @default the global `fetch` */
  fetch?: typeof fetch;
  /** Calls of the same tick that travel in one request, at most; the server refuses more than its own limit. @default 10 */
  maxBatchSize?: number;
  /**
   * How subscriptions travel: as server-sent events, or over one WebSocket.
   * @default "ws" with a token, or where there is no `EventSource`; else "sse"
   */
  subscriptions?: "sse" | "ws";
  /** The class to use for server-sent events; that of the package `eventsource` sends the token as well. @default the global one */
  EventSource?: new (url: string | URL, options?: never) => object;
  /** @default the global one */
  WebSocket?: typeof WebSocket;
};

export type TenonClient = ReturnType<typeof connect>;

/**
 * A typed client: `const posts = await client.posts.list.query({ tag: "typescript" })`.
 * Calls of one tick are batched; sign-in calls and forms always travel alone; queries are tried again, mutations never.
 */
export const createClient = (options: ClientOptions): TenonClient => connect(createLinks(options));

/** The links of `createClient`, for other tRPC clients (TanStack Query, one's own). */
export function createLinks(options: ClientOptions): TRPCLink<AppRouter>[] {
  const given = options.fetch ?? fetch;
  const url = `${options.url.replace(/\/+$/, "")}/trpc`;
  const nobodys = {
    url,
    transformer: superjson,
    fetch: (input: Parameters<typeof fetch>[0], init?: object) => given(input, { ...init, credentials: "include" }),
    headers: options.headers ?? {},
  };
  const source = options.tokens ? refreshing(options.tokens, httpLink(nobodys)) : options.token;
  const token = async () => (await (typeof source === "function" ? source() : source)) || undefined;
  const link = {
    ...nobodys,
    headers: async () => {
      const present = await token();
      return { ...options.headers, ...(present && { authorization: `Bearer ${present}` }) };
    },
  };
  const by = options.subscriptions ?? (isEventSourceEnough(options) ? "sse" : "ws");
  return [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: [
        ...(by === "sse" && !hasEventSource(options) ? [refuseSubscriptions()] : []),
        askForStart(),
        resumeSubscriptions(),
        subscriptionLink({
          url,
          by,
          token: source === undefined ? undefined : token,
          fetch: link.fetch,
          EventSource: options.EventSource,
          WebSocket: options.WebSocket,
        }),
      ],
      false: [
        retryQueries(),
        splitLink({
          condition: ({ path, input }) => isCredentialCall.test(path) || isFormData(input),
          true: httpLink(link),
          false: httpBatchLink({ ...link, maxItems: options.maxBatchSize ?? 10, maxURLLength: 8000 }),
        }),
      ],
    }),
  ];
}

/** What carries credentials, or gives the session a new token. */
const isCredentialCall = /^(?:auth|me\.(?:mfa|passkeys))\./;

const hasEventSource = ({ EventSource }: ClientOptions) => EventSource !== undefined || "EventSource" in globalThis;

/** A browser's own cannot send a token. */
const isEventSourceEnough = (options: ClientOptions) =>
  options.EventSource !== undefined ||
  (options.token === undefined && options.tokens === undefined && hasEventSource(options));
