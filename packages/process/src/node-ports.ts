import type { Deps, Log } from "@tenon/core/ctx";
import { createCache } from "@tenon/platform/cache/create-cache";
import { createMemoryLimiter } from "@tenon/platform/memory-limiter";
import { openRedis, type RedisLink } from "@tenon/platform/redis/open-redis";
import { createRedisCacheLevel } from "@tenon/platform/redis/redis-cache-level";
import { createRedisLimiter } from "@tenon/platform/redis/redis-limiter";
import { openRedisSignals } from "@tenon/platform/redis/redis-signals";
import { openPostgresSignals } from "@tenon/platform/signals/postgres-signals";
import type { Config } from "./config.ts";

/** What the nodes share through Redis where there is one, and have without. */
export type NodePorts = Pick<Deps, "cache" | "limiter" | "signals"> & {
  /** Undefined where no Redis is configured. */
  isRedisUp: (() => Promise<boolean>) | undefined;
};

type Options = { stack: AsyncDisposableStack; log: Log; overrides?: Partial<Deps> | undefined };

/** Opens them; the stack closes them. */
export async function openNodePorts(config: Config, options: Options): Promise<NodePorts> {
  const { stack, log, overrides } = options;
  const redis = await openConfiguredRedis(config, options);
  const { directUrl, connectTimeoutMs } = config.database;
  const openSignals = () =>
    redis ? openRedisSignals({ redis, log }) : openPostgresSignals({ url: directUrl.reveal(), connectTimeoutMs, log });
  const signals = overrides?.signals ?? stack.adopt(await openSignals(), (opened) => opened.close());

  const own = createMemoryLimiter(config.nodeLimits);
  const limiter = redis ? createRedisLimiter({ redis, limits: config.limits, insurance: own }) : own;
  const shared = redis && createRedisCacheLevel(redis);
  const cache = createCache({ maxBytes: config.cacheBytes, signals, shared });
  return { cache, limiter, signals, isRedisUp: redis && (() => redis.isUp()) };
}

async function openConfiguredRedis({ redis }: Config, { stack, log }: Options): Promise<RedisLink | undefined> {
  if (!redis) return undefined;
  const opened = await openRedis({ ...redis, url: redis.url.reveal(), log });
  return stack.adopt(opened, (link) => link.close());
}
