import { AppError } from "@tenon/contract/app-error";

/** What is counted: `calls` of any procedure, `credentials` that were wrong, `registrations` of a network. */
export type LimitName = "calls" | "credentials" | "registrations";

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

/**
 * Throws RATE_LIMITED when nothing is left: `assertLeft(await limiter.spend(name, key))`, where only the domain can name who pays, such
 * as an address or a session. What a network pays for is a step of its procedure: `limited` of @tenon/api.
 */
export function assertLeft({ isSpent, resetMs }: Budget): void {
  if (isSpent) throw new AppError("RATE_LIMITED", { retryAfter: Math.max(1, Math.ceil(resetMs / 1000)) });
}
