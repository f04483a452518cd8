import type { Auth } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { permissionsOf } from "@tenon/contract/permissions";
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
  /** Aborts as a stream's signal does, and counts nowhere: for a connection that streams come over. */
  watch(actor: Actor): Pick<Stream, "signal"> & Disposable;
  /** How many are open. */
  readonly size: number;
}

type Deps = { auth: Pick<Auth, "sessions">; log: Pick<Log, "warn">; limits: StreamLimits };
type Open = { actor: Actor; controller: AbortController };

/** What is not told, such as the end of a session's time, is noticed within this. */
const lookMs = 15_000;
/** What is told is gathered for this long, and asked about at once. */
const gatherMs = 50;

/** Every open stream of this process: how many each reader has, and whether their sessions still hold. */
export function createStreams({ auth, log, limits }: Deps): Streams & AsyncDisposable {
  const ofReaders = new Tally();
  const sessions = new Map<string, Set<Open>>();
  let total = 0;
  let due = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();

  const look = async (publicIds: string[]) => {
    const roles = await auth.sessions.rolesOf(publicIds);
    for (const publicId of publicIds) {
      const role = roles.get(publicId);
      for (const open of sessions.get(publicId) ?? []) {
        if (role === undefined) open.controller.abort(new AppError("UNAUTHENTICATED"));
        else if (open.actor.kind === "user" && open.actor.role !== role)
          open.actor = { ...open.actor, role, permissions: permissionsOf(role, open.actor.session.scopes) };
      }
    }
  };

  const lookAt = (publicIds: Iterable<string>) => {
    for (const publicId of publicIds) due.add(publicId);
    if (due.size === 0) return;
    timer ??= setTimeout(() => {
      const asked = [...due];
      due = new Set();
      timer = undefined;
      looking = looking
        .then(() => look(asked))
        .catch((error: unknown) => log.warn({ err: error }, "sessions of streams could not be looked at"));
    }, gatherMs);
  };

  const isOf = (userId: string) => (open: Open) =>
    open.actor.kind === "user" && (open.actor.id === userId || open.actor.session.actorId === userId);
  const stopHearing = auth.sessions.on((change) => {
    if (!change) lookAt(sessions.keys());
    else if (change.kind === "user")
      lookAt([...sessions].filter(([, opens]) => [...opens].some(isOf(change.id))).map(([publicId]) => publicId));
    else if (sessions.has(change.id)) lookAt([change.id]);
  });
  const interval = setInterval(() => lookAt(sessions.keys()), lookMs).unref();

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
      const leaveSession = watch(open);

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

    watch(actor) {
      const open: Open = { actor, controller: new AbortController() };
      return { signal: open.controller.signal, [Symbol.dispose]: watch(open) };
    },

    async [Symbol.asyncDispose]() {
      stopHearing();
      clearInterval(interval);
      clearTimeout(timer);
      await looking;
    },
  };

  function watch(open: Open): () => void {
    if (open.actor.kind !== "user") return () => {};
    const { publicId } = open.actor.session;
    const streams = sessions.get(publicId) ?? new Set();
    sessions.set(publicId, streams.add(open));
    // It may have ended since it was looked up for this call.
    lookAt([publicId]);
    return () => {
      streams.delete(open);
      if (streams.size === 0) sessions.delete(publicId);
    };
  }
}
