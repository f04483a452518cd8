import { type Client, createClient } from "./generated/client/index.ts";

export type TenonClientOptions = {
  /** The server's address, as `https://api.example.com`. */
  url: string;
  /** Of a sign-in with `mode: "bearer"`; a function gives the present one. */
  token?: string | (() => string | undefined);
  /** @default the platform's own */
  fetch?: typeof fetch;
};

/** A client of one server: pass it to every operation. Cookies travel with it in browsers, to a server that trusts the page. */
export function createTenonClient({ url, token, fetch: ownFetch }: TenonClientOptions): Client {
  const client = createClient({
    baseUrl: `${url.replace(/\/+$/, "")}/api/v1`,
    credentials: "include",
    ...(ownFetch && { fetch: ownFetch }),
  });
  // With every call, not only those that demand it: a list shows its reader's own drafts.
  client.interceptors.request.use((request) => {
    const present = typeof token === "function" ? token() : token;
    if (present !== undefined) request.headers.set("authorization", `Bearer ${present}`);
    return request;
  });
  return client;
}
