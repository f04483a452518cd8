import type { AppRouter } from "@tenon/api/client";
import { retryLink } from "@trpc/client";
import { wireErrorOf } from "./errors.ts";

const attempts = 3;
const baseMs = 200;

/** Tries queries again, never mutations: on a lost connection, and when the server says that it is not available. */
export const retryQueries = () =>
  retryLink<AppRouter>({
    retry: ({ op, error, attempts: tried }) => op.type === "query" && tried < attempts && isTransient(error),
    // Doubling, with jitter, so that clients of a restarting server do not come back all at once.
    retryDelayMs: (tried) => baseMs * 2 ** (tried - 1) * (0.5 + Math.random()),
  });

const longestMs = 20_000;
/** After this long without a failure the next one counts as the first. */
const calmMs = 60_000;
const streak = 20;

/**
 * Takes a subscription up again after its last event. An `EventSource` gives up for good on any answer but 200, so that a 503
 * during a deploy would end it; a browser's does not tell which answer it was, hence the limit.
 */
export const resumeSubscriptions = () => {
  const failures = new Map<number, { count: number; at: number }>();
  return retryLink<AppRouter>({
    retry({ op, error }) {
      const before = failures.get(op.id);
      const isNew = !before || Date.now() - before.at > calmMs;
      const count = isNew ? 1 : before.count + 1;
      if (op.signal?.aborted || count > streak || !isTransient(error) || isRefusal(error)) {
        failures.delete(op.id);
        return false;
      }
      failures.set(op.id, { count, at: Date.now() });
      return true;
    },
    retryDelayMs: (tried) => Math.min(baseMs * 2 ** Math.min(tried, 10), longestMs) * (0.5 + Math.random() / 2),
  });
};

/** The status that an `EventSource` of the package `eventsource` was answered with: one that trying again will not change. */
function isRefusal({ cause }: Error): boolean {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? Number(cause.code) : 0;
  return code >= 400 && code < 500 && code !== 408 && code !== 429;
}

function isTransient(error: Error): boolean {
  const wire = wireErrorOf(error);
  if (wire) return wire.reason === "UNAVAILABLE";
  // Without a word from Tenon: no connection, or a gateway's own page instead of JSON.
  return !isAbort(error);
}

const isAbort = (error: Error) =>
  [error, error.cause].some((cause) => cause instanceof Error && /^(Abort|Timeout)Error$/.test(cause.name));
