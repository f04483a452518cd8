import type { Budget, Limit, Limiter, LimitName } from "@tenon/core/limits";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const maxKeys = 100_000;

/** Counts in this process. Of more keys than `maxKeys` the one that was idle longest is forgotten, so that memory is bounded. */
export function createMemoryLimiter(limits: Record<LimitName, Limit>): Limiter {
  const counters = new Map(Object.entries(limits).map(([name, limit]) => [name, createCounter(limit)]));
  return {
    spend(name, key) {
      const counter = counters.get(name);
      if (!counter) throw new Error(`There is no limit named ${name}`);
      return counter(key);
    },
  };
}

function createCounter({ count, windowMs }: Limit): (key: string) => Promise<Budget> {
  const limiter = new RateLimiterMemory({ points: count, duration: windowMs / 1000 });
  const keys = new Set<string>();

  const touch = (key: string) => {
    keys.delete(key);
    keys.add(key);
    const [oldest] = keys;
    if (keys.size <= maxKeys || oldest === undefined) return;
    keys.delete(oldest);
    void limiter.delete(oldest);
  };

  return async (key) => {
    touch(key);
    const { remainingPoints, msBeforeNext, consumedPoints } = await limiter.consume(key).catch((refusal: unknown) => {
      // It rejects with the same numbers when nothing is left.
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });
    return { count, windowMs, left: remainingPoints, resetMs: msBeforeNext, isSpent: consumedPoints > count };
  };
}
