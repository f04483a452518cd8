import type { AppRouter } from "@tenon/api/client";
import { createWSClient, httpSubscriptionLink, TRPCClientError, type TRPCLink, wsLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import superjson from "superjson";

export type SubscriptionOptions = {
  url: string;
  /** The present token, if the client has one at all. */
  token: (() => Promise<string | undefined>) | undefined;
  by: "sse" | "ws";
  fetch: typeof fetch;
  /** Of the package `eventsource`, or like it: a browser's own cannot send a token. */
  EventSource: object | undefined;
  WebSocket: typeof WebSocket | undefined;
};

/** Without an `EventSource` there is nothing to try again; not thrown at once, for a page may be rendered where there is none. */
export const refuseSubscriptions = (): TRPCLink<AppRouter> => () => () =>
  observable((observer) => {
    const message = 'There is no EventSource here: pass that of the package "eventsource", or `subscriptions: "ws"`.';
    observer.error(TRPCClientError.from(new TypeError(message)));
  });

/** How subscriptions travel. */
export const subscriptionLink = (options: SubscriptionOptions): TRPCLink<AppRouter> =>
  options.by === "ws" ? socketLink(options) : eventSourceLink(options);

function eventSourceLink({ url, token, fetch, EventSource }: SubscriptionOptions): TRPCLink<AppRouter> {
  const withToken = async (input: string | URL | Request, init?: RequestInit) => {
    const present = await token?.();
    const headers = { ...(init?.headers as object), ...(present && { authorization: `Bearer ${present}` }) };
    return fetch(input, { ...init, headers });
  };
  return httpSubscriptionLink<AppRouter, never>({
    url,
    transformer: superjson,
    eventSourceOptions: { withCredentials: true, ...(token && { fetch: withToken }) } as never,
    ...(EventSource && { EventSource: EventSource as never }),
  });
}

function socketLink({ url, token, WebSocket }: SubscriptionOptions): TRPCLink<AppRouter> {
  const client = createWSClient({
    url: url.replace(/^http/, "ws"),
    // In the first message: a URL would show it to every log on the way.
    connectionParams: async () => {
      const present = await token?.();
      return present === undefined ? {} : { token: present };
    },
    // Opened by the first subscription, closed after the last.
    lazy: { enabled: true, closeMs: 5000 },
    keepAlive: { enabled: true, intervalMs: 20_000, pongTimeoutMs: 10_000 },
    // Jittered, so that clients of a restarting server do not come back all at once.
    retryDelayMs: (attempt) => Math.min(500 * 2 ** attempt, 30_000) * (0.5 + Math.random() / 2),
    ...(WebSocket && { WebSocket }),
  });
  return wsLink({ client, transformer: superjson });
}
