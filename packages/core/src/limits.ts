/** What is counted: `calls` of any procedure. */
export type LimitName = "calls";

/** How much there is of it: so many in each window, which begins with the first. */
export type Limit = { count: number; windowMs: number };

/** What is left of a key's window after it was charged. */
export type Budget = Limit & { isSpent: boolean; left: number; resetMs: number };

/** Counts per key. Atomic: of a hundred calls at once as many pass as the limit says. */
export interface Limiter {
  spend(name: LimitName, key: string): Promise<Budget>;
}
