import type { Auth } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { rolePermissions } from "@tenon/contract/permissions";
import type { Actor, Log } from "./ctx.ts";
import { Tally } from "./tally.ts";

export type StreamLimits = {
  /** Open at once, of one user. */
  perUser: number;
  /** Open at once, of one network that has not signed in. */
  perNetwork: number;
  /** Open at once, in this process. */
  total: number;
};

/** An open stream. */
export type Stream = Disposable & {
  /** Who reads, with the rights of this moment. */
  readonly actor: Actor;
  /** Aborts with an AppError UNAUTHENTICATED when the reader's session has ended. */
  readonly signal: AbortSignal;
};

export interface Streams {
  /**
   * Counts a stream in until it is disposed of. Throws TOO_MANY_STREAMS, or UNAVAILABLE when the process has enough of them.
   * @param network what stands for a reader who has not signed in
   */
  open(actor: Actor, network: string): Stream;
  /** How many are open. */
  readonly size: number;
}

type Deps = { auth: Pick<Auth, "sessions">; log: Pick<Log, "warn">; limits: StreamLimits };
type Open = { actor: Actor; controller: AbortController };

/** A session that has ended is noticed within this, and the time of a query. */
const lookMs = 1000;

/** Every open stream of this process: how many each reader has, and whether their sessions still hold. */
export function createStreams({ auth, log, limits }: Deps): Streams & AsyncDisposable {
  const ofReaders = new Tally();
  const sessions = new Map<string, Set<Open>>();
  let total = 0;
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();

  /** Asks for all sessions at once. */
  const look = async () => {
    const asked = [...sessions.keys()];
    const roles = await auth.sessions.rolesOf(asked);
    // Those of sessions that came while it was asked are for the next time.
    for (const publicId of asked) {
      const role = roles.get(publicId);
      for (const open of sessions.get(publicId) ?? []) {
        if (role === undefined) open.controller.abort(new AppError("UNAUTHENTICATED"));
        else if (open.actor.kind === "user" && open.actor.role !== role)
          open.actor = { ...open.actor, role, permissions: rolePermissions[role] };
      }
    }
  };

  const keepLooking = () => {
    timer ??= setTimeout(() => {
      looking = look()
        .catch((error: unknown) => log.warn({ err: error }, "sessions of streams could not be looked at"))
        .then(() => {
          timer = undefined;
          if (sessions.size > 0) keepLooking();
        });
    }, lookMs);
  };

  return {
    get size() {
      return total;
    },

    open(actor, network) {
      const [key, most] = actor.kind === "user" ? [actor.id, limits.perUser] : [network, limits.perNetwork];
      if (ofReaders.of(key) >= most) throw new AppError("TOO_MANY_STREAMS");
      if (total >= limits.total) throw new AppError("UNAVAILABLE", { retryAfter: 5 });
      ofReaders.add(key);
      total += 1;
      const open: Open = { actor, controller: new AbortController() };
      const leaveSession = actor.kind === "user" ? watch(actor.session.publicId, open) : () => {};

      let isOpen = true;
      return {
        get actor() {
          return open.actor;
        },
        signal: open.controller.signal,
        [Symbol.dispose]() {
          if (!isOpen) return;
          isOpen = false;
          total -= 1;
          leaveSession();
          ofReaders.remove(key);
        },
      };
    },

    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      await looking;
    },
  };

  function watch(publicId: string, open: Open): () => void {
    const streams = sessions.get(publicId) ?? new Set();
    sessions.set(publicId, streams.add(open));
    keepLooking();
    return () => {
      streams.delete(open);
      if (streams.size === 0) sessions.delete(publicId);
    };
  }
}
