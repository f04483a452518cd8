import type { AppRouter } from "@tenon/api/client";
import { retryLink, TRPCClientError } from "@trpc/client";

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

function isTransient(error: unknown): boolean {
  const wire = wireErrorOf(error);
  if (wire) return wire.reason === "UNAVAILABLE";
  if (!(error instanceof TRPCClientError) || isAbort(error)) return false;
  // Without a word from Tenon: no connection, or a gateway's own 502, 503 or 504.
  const status = (error.meta?.["response"] as Response | undefined)?.status;
  return status === undefined ? error.cause instanceof TypeError : status >= 502 && status <= 504;
}

const isAbort = (error: Error) => error.name === "AbortError" || (error.cause as Error | undefined)?.name === "AbortError";
