import type { SystemInfo } from "@tenon/contract/system";
import type { Actor, Ctx, UserActor } from "@tenon/core/ctx";

/** Finds out, once per request and only when asked, who is calling. */
export interface Caller {
  /** Throws UNAUTHENTICATED for a bearer token that does not hold; a cookie that does not hold is nobody's. */
  identify(): Promise<Actor>;
  /** Who `identify` found; anonymous until then. */
  readonly known: Actor;
}

/** What a procedure may do to the HTTP reply, the same on every transport. */
export interface Reply {
  setSession(token: string, session: Pick<UserActor["session"], "expiresAt" | "remember">): void;
  clearSession(): void;
  /** What the browser is known by from now on. */
  setDevice(value: string): void;
  setHeader(name: string, value: string): void;
}

/** The cookies of flows with providers, each of which binds its flow to the browser that began it. */
export interface FlowCookies {
  read(provider: string): string | undefined;
  set(provider: string, token: string): void;
  clear(provider: string): void;
}

/** The context of one request, as the transports build it. */
export type RequestCtx = Omit<Ctx, "actor"> & {
  caller: Caller;
  reply: Reply;
  flows: FlowCookies;
  system: Omit<SystemInfo, "time">;
  /** The only call of its request, answered in one piece: what it does to the reply's headers counts. */
  isAlone: boolean;
  /** Of a transport that would keep in memory what its reader does not take: waits until it has taken enough. */
  canSend?: (() => Promise<void>) | undefined;
  idempotencyKey: string | undefined;
};
