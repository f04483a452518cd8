import { isReason, type Reason, type WireError } from "@tenon/contract/errors";
import { TRPCClientError } from "@trpc/client";

/** What the server said about an error; undefined when it never answered (no network, aborted, not a Tenon server). */
export function wireErrorOf(error: unknown): WireError | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const data = error.data as Partial<WireError> | null | undefined;
  return isReason(data?.reason) ? (data as WireError) : undefined;
}

/**
 * The error's declared reason, for an exhaustive `switch`:
 * `switch (reasonOf(error)) { case "EMAIL_TAKEN": …; case undefined: … /* the server did not answer *\/ }`.
 */
export const reasonOf = (error: unknown): Reason | undefined => wireErrorOf(error)?.reason;
