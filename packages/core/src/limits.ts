import { AppError } from "@tenon/contract/app-error";
import type { Reason } from "@tenon/contract/errors";

/**
 * What is counted: `calls` of any procedure, `credentials` that were wrong, `registrations` and requests for mail by a network, and
 * what is mailed to one address because somebody asked for it; `token-calls` of what programs ask again and again, `refreshes` of a
 * session, `user-codes` that were wrong.
 */
export type LimitName =
  | "calls"
  | "credentials"
  | "registrations"
  | "mailRequests"
  | "mailsToAddress"
  | "token-calls"
  | "refreshes"
  | "user-codes";

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

/**
 * Charges a key. Throws RATE_LIMITED, or the reason that is given, when nothing is left of it. For where only the domain can name who
 * pays, such as an address; what a network pays for is a step of its procedure: `limited` of @tenon/api.
 */
export async function spend(name: LimitName, { limiter, key, reason }: Spending): Promise<void> {
  assertLeft(await limiter.spend(name, key), reason);
}

/** Throws RATE_LIMITED, or the reason that is given, when nothing is left. */
export function assertLeft({ isSpent, resetMs }: Budget, reason: Reason = "RATE_LIMITED"): void {
  if (isSpent) throw new AppError(reason, { retryAfter: Math.max(1, Math.ceil(resetMs / 1000)) });
}
