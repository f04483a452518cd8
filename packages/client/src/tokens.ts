import type { AppRouter } from "@tenon/api/client";
import type { TRPCLink } from "@trpc/client";
import { connect } from "./connect.ts";
import { reasonOf } from "./errors.ts";

/** What `auth.login` in mode `tokens`, or `auth.refresh`, has answered. */
export type HeldTokens = { accessToken: string; refreshToken: string };

/** Where a program keeps its tokens: in memory, or where all tabs of a page see them. */
export type TokenStore = {
  read(): HeldTokens | null | Promise<HeldTokens | null>;
  /** Null when the session has ended. */
  write(tokens: HeldTokens | null): void | Promise<void>;
};

/** Renewed so long before its end, in ms: a call is on its way for a while. */
const earlyMs = 30_000;

/**
 * The present access token of a store, renewed when it is about to end: once for many calls at a time, and once for many tabs where
 * there is a `LockManager`. Tabs without one get the same successor from the server.
 * @param link to the server, without a token
 */
export function refreshing(store: TokenStore, link: TRPCLink<AppRouter>): () => Promise<string | null> {
  const client = connect([link]);
  let known = { accessToken: "", endsAt: 0 };
  let renewal: Promise<string | null> | undefined;

  const isHeld = (accessToken: string): boolean => {
    if (known.accessToken !== accessToken) known = { accessToken, endsAt: endOf(accessToken) };
    return Date.now() < known.endsAt - earlyMs;
  };

  const renew = async (): Promise<string | null> => {
    // Another tab may have done it while this one waited.
    const held = await store.read();
    if (!held || isHeld(held.accessToken)) return held?.accessToken ?? null;
    try {
      const { accessToken, refreshToken, expiresIn } = await client.auth.refresh.mutate({
        refreshToken: held.refreshToken,
      });
      known = { accessToken, endsAt: Date.now() + expiresIn * 1000 };
      await store.write({ accessToken, refreshToken });
      return accessToken;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== "REFRESH_TOKEN_INVALID" && reason !== "REFRESH_REUSED") throw error;
      await store.write(null);
      return null;
    }
  };

  return async () => {
    const held = await store.read();
    if (!held || isHeld(held.accessToken)) return held?.accessToken ?? null;
    renewal ??= alone(renew).finally(() => (renewal = undefined));
    return renewal;
  };
}

type Locks = { request<T>(name: string, run: () => Promise<T>): Promise<T> };

/** One tab at a time, in a browser. */
function alone<T>(run: () => Promise<T>): Promise<T> {
  const { locks } = (globalThis as { navigator?: { locks?: Locks } }).navigator ?? {};
  return locks ? locks.request("tenon-refresh", run) : run();
}

/** When a JWT that was just seen ends, even if this device's clock is behind; one that cannot be read has ended. */
function endOf(token: string): number {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    return Math.min(exp * 1000, Date.now() + (exp - iat) * 1000);
  } catch {
    return 0;
  }
}
