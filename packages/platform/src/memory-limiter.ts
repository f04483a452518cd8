import type { Budget, Limit, Limiter, LimitName, Limits } from "@tenon/core/limits";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const maxKeys = 100_000;

/** Counts in this process. Of more keys than `maxKeys` the one that was idle longest is forgotten, so that memory is bounded. */
export function createMemoryLimiter(limits: Limits): Limiter {
  const counters = new Map(Object.entries(limits).map(([name, limit]) => [name, new Counter(limit)]));
  const counterOf = (name: LimitName) => {
    const counter = counters.get(name);
    if (!counter) throw new Error(`There is no limit named ${name}`);
    return counter;
  };
  return {
    spend: (name, key) => counterOf(name).spend(key),
    refund: (name, key) => counterOf(name).refund(key),
  };
}

class Counter {
  readonly #limit: Limit;
  readonly #limiter: RateLimiterMemory;
  readonly #keys = new Set<string>();

  constructor(limit: Limit) {
    this.#limit = limit;
    this.#limiter = new RateLimiterMemory({ points: limit.count, duration: limit.windowMs / 1000 });
  }

  async spend(key: string): Promise<Budget> {
    this.#touch(key);
    return budgetOf(this.#limit, await outcomeOf(this.#limiter.consume(key)));
  }

  async refund(key: string): Promise<void> {
    const spent = await this.#limiter.get(key);
    if (spent !== null && spent.consumedPoints > 0) await this.#limiter.reward(key);
  }

  #touch(key: string): void {
    this.#keys.delete(key);
    this.#keys.add(key);
    const [oldest] = this.#keys;
    if (this.#keys.size <= maxKeys || oldest === undefined) return;
    this.#keys.delete(oldest);
    void this.#limiter.delete(oldest);
  }
}

/** It rejects with the same numbers when nothing is left. */
export const outcomeOf = (consumed: Promise<RateLimiterRes>): Promise<RateLimiterRes> =>
  consumed.catch((refusal: unknown) => {
    if (refusal instanceof RateLimiterRes) return refusal;
    throw refusal;
  });

export const budgetOf = (limit: Limit, { remainingPoints, msBeforeNext, consumedPoints }: RateLimiterRes): Budget => ({
  ...limit,
  left: remainingPoints,
  resetMs: msBeforeNext,
  isSpent: consumedPoints > limit.count,
});
