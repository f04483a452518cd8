import { AppError } from "@tenon/contract/app-error";
import type { Reason } from "@tenon/contract/errors";

/**
 * What is counted: `calls` of any procedure, `credentials` that were wrong, `token-calls` of what programs ask again and again,
 * `refreshes` of a session, `user-codes` that were wrong.
 */
export type LimitName = "calls" | "credentials" | "token-calls" | "refreshes" | "user-codes";

/** How much there is of it: so many in each window, which begins with the first. */
export type Limit = { count: number; windowMs: number };

export type Limits = Readonly<Record<LimitName, Limit>>;

/** What is left of a key's window after it was charged. */
export type Budget = Limit & { isSpent: boolean; left: number; resetMs: number };

/** Counts per key. Atomic: of a hundred calls at once as many pass as the limit says. Never fails: where a store is gone it counts without. */
export interface Limiter {
  /** Charges a key, also when nothing is left. */
  spend(name: LimitName, key: string): Promise<Budget>;
  /** Gives back one charge, if there is one. */
  refund(name: LimitName, key: string): Promise<void>;
}

type Spending = { limiter: Limiter; key: string; reason?: Reason };

/** Charges a key. Throws RATE_LIMITED, or the reason that is given, with the wait when nothing is left. */
export async function spend(name: LimitName, { limiter, key, reason = "RATE_LIMITED" }: Spending): Promise<void> {
  const { isSpent, resetMs } = await limiter.spend(name, key);
  if (isSpent) throw new AppError(reason, { retryAfter: Math.max(1, Math.ceil(resetMs / 1000)) });
}
