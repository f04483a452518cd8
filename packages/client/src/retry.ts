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

function isTransient(error: Error): boolean {
  const wire = wireErrorOf(error);
  if (wire) return wire.reason === "UNAVAILABLE";
  // Without a word from Tenon: no connection, or a gateway's own page instead of JSON.
  return !isAbort(error);
}

const isAbort = (error: Error) =>
  [error, error.cause].some((cause) => cause instanceof Error && /^(Abort|Timeout)Error$/.test(cause.name));
