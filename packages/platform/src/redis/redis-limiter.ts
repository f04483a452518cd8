import type { Limiter, LimitName, Limits } from "@tenon/core/limits";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { budgetOf, outcomeOf } from "../memory-limiter.ts";
import type { RedisLink } from "./open-redis.ts";

// Atomic, so that a window that has just ended is not begun with a debt of ours.
const refundScript = `
  local spent = tonumber(redis.call('GET', KEYS[1]) or '0')
  if spent > 0 then redis.call('DECR', KEYS[1]) end`;

type Options = {
  redis: RedisLink;
  limits: Limits;
  /** Counts while Redis is gone. Not the library's own insurance, whose keys have no bound and whose errors no breaker sees. */
  insurance: Limiter;
};

/** One count for all nodes. While Redis is gone each counts for itself, so that nothing is unlimited and nothing fails. */
export function createRedisLimiter({ redis, limits, insurance }: Options): Limiter {
  const limiterOf = (name: LimitName) =>
    new RateLimiterRedis({
      storeClient: redis.client,
      keyPrefix: `${redis.prefix}:limit:${name}`,
      points: limits[name].count,
      duration: limits[name].windowMs / 1000,
    });
  const limiters = Object.fromEntries(
    (Object.keys(limits) as LimitName[]).map((name) => [name, limiterOf(name)]),
  ) as Record<LimitName, RateLimiterRedis>;

  return {
    async spend(name, key) {
      const consume = () => outcomeOf(limiters[name].consume(key));
      const outcome = await redis.run(consume).catch(() => undefined);
      return outcome ? budgetOf(limits[name], outcome) : insurance.spend(name, key);
    },
    async refund(name, key) {
      const give = () => redis.client.eval(refundScript, 1, limiters[name].getKey(key));
      await redis.run(give).catch(() => insurance.refund(name, key));
    },
  };
}
