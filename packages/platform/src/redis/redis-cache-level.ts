import superjson from "superjson";
import { freeze } from "../cache/freeze.ts";
import { everything, freshMs } from "../cache/lifetimes.ts";
import type { Kept } from "../cache/lru-store.ts";
import type { SharedLevel } from "../cache/shared-level.ts";
import type { RedisLink } from "./open-redis.ts";

/** To be raised with the shape of any cached value: nodes of two versions share a Redis while one replaces the other. */
const version = 1;

/** Beyond a value's life, for the way to Redis and back. */
const slackMs = 200;

/** Fresh values in Redis, which ends their lives by its own clock: those of the nodes may differ. */
export function createRedisCacheLevel(redis: RedisLink): SharedLevel {
  const keyOf = (key: string) => `${redis.prefix}:cache:${version}:${key}`;
  const distrusted = new Distrust();
  return {
    async get(key) {
      try {
        const askedAt = performance.now();
        const [text, leftMs] = await redis.run(async (client) => {
          const replies = await client.pipeline().get(keyOf(key)).pttl(keyOf(key)).exec();
          for (const [error] of replies ?? []) if (error) throw error;
          return replies?.map(([, reply]) => reply) as [string | null, number];
        });
        if (text === null || leftMs <= 0) return undefined;
        const { value, tags } = superjson.parse<Omit<Kept, "at">>(text);
        if (distrusted.has(tags)) return undefined;
        return { value: freeze(value), tags, at: askedAt - (freshMs - Math.min(leftMs, freshMs)) };
      } catch {
        return undefined;
      }
    },
    set(key, { value, tags, at }) {
      const leftMs = Math.floor(freshMs - (performance.now() - at));
      if (leftMs <= 0) return;
      const text = superjson.stringify({ value, tags });
      redis.run((client) => client.set(keyOf(key), text, "PX", leftMs)).catch(() => {});
    },
    distrust: (tag) => distrusted.add(tag),
  };
}

/** Tags that were written to of late. By the time that one is trusted again, what was in Redis before the write has ended. */
class Distrust {
  readonly #since = new Map<string, number>();

  add(tag: string): void {
    // Set anew, so that the map is in order of time.
    this.#since.delete(tag);
    this.#since.set(tag, performance.now());
    this.#expire();
  }

  has(tags: readonly string[]): boolean {
    this.#expire();
    return this.#since.has(everything) || tags.some((tag) => this.#since.has(tag));
  }

  #expire(): void {
    const before = performance.now() - freshMs - slackMs;
    for (const [tag, since] of this.#since) {
      if (since > before) return;
      this.#since.delete(tag);
    }
  }
}
