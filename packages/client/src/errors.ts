import type { Reason, WireError } from "@tenon/contract/errors";
import { TRPCClientError } from "@trpc/client";

/**
 * What the server said about an error; undefined when it never answered (no network, aborted, not a Tenon server). A newer server may
 * have reasons that the types here do not name.
 */
export function wireErrorOf(error: unknown): WireError | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const data = error.data as Partial<WireError> | null | undefined;
  return typeof data?.reason === "string" ? (data as WireError) : undefined;
}

/**
 * The error's declared reason, for an exhaustive `switch`:
 * `switch (reasonOf(error)) { case "EMAIL_TAKEN": …; case undefined: … /* the server did not answer *\/ }`.
 */
export const reasonOf = (error: unknown): Reason | undefined => wireErrorOf(error)?.reason;
