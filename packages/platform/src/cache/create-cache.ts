import type { Cache, Cacheable } from "@tenon/core/cache";
import type { Signals } from "@tenon/core/signals";
import { Flight } from "./flight.ts";
import { freeze } from "./freeze.ts";
import { everything, freshMs, maxAgeMs } from "./lifetimes.ts";
import { type Kept, LruStore } from "./lru-store.ts";
import type { SharedLevel } from "./shared-level.ts";

export type CacheOptions = {
  /** Of this process, for values; about. With 0 nothing is kept. */
  maxBytes: number;
  signals: Pick<Signals, "on">;
  /** What the nodes share. */
  shared?: SharedLevel | undefined;
};

/** Values in this process, and behind them those that the nodes share. */
export function createCache(options: CacheOptions): Cache {
  if (options.maxBytes === 0) return { read: ({ load }) => load() };
  const values = new ValueCache(options);
  options.signals.on("cache", (tag) => values.forget(tag ?? everything));
  return { read: (value) => values.read(value) };
}

const spreadMs = 0.1 * maxAgeMs;

class ValueCache {
  readonly #store: LruStore;
  readonly #shared: SharedLevel | undefined;
  /** Loads that a caller may still join. */
  readonly #joinable = new Map<string, Promise<object | null>>();
  readonly #flights = new Set<Flight>();

  constructor({ maxBytes, shared }: CacheOptions) {
    this.#store = new LruStore(maxBytes);
    this.#shared = shared;
  }

  async read<T extends object | null>(wanted: Cacheable<T>): Promise<T> {
    const kept = this.#store.get(wanted.key);
    const ageMs = kept === undefined ? Infinity : performance.now() - kept.at;
    if (!kept || ageMs >= maxAgeMs) return (await this.#load(wanted)) as T;
    // Whoever comes when it is too old is told why it cannot be read.
    if (ageMs >= freshMs) void this.#load(wanted).catch(() => {});
    return kept.value as T;
  }

  forget(tag: string): void {
    if (tag === everything) this.#store.clear();
    else this.#store.forget(tag);
    for (const flight of this.#flights) flight.forget(tag);
    this.#shared?.distrust(tag);
    // Which tags a load will have is not known yet; who comes after a write must not be given what was read before it.
    this.#joinable.clear();
  }

  #load<T extends object | null>(wanted: Cacheable<T>): Promise<object | null> {
    const joined = this.#joinable.get(wanted.key);
    if (joined) return joined;
    const flight = new Flight();
    const loading = this.#fly(wanted, flight);
    this.#flights.add(flight);
    this.#joinable.set(wanted.key, loading);
    const land = () => {
      this.#flights.delete(flight);
      if (this.#joinable.get(wanted.key) === loading) this.#joinable.delete(wanted.key);
    };
    loading.then(land, land);
    return loading;
  }

  async #fly<T extends object | null>({ key, load, tagsOf }: Cacheable<T>, flight: Flight): Promise<object | null> {
    const found = await this.#shared?.get(key);
    if (found && !flight.isStale(found.tags)) {
      this.#keep(key, found);
      return found.value;
    }
    const at = performance.now();
    const value = await load();
    if (value === null) return null;
    const kept: Kept = { value: freeze(value), at, tags: tagsOf(value) };
    if (!flight.isStale(kept.tags)) {
      this.#keep(key, kept);
      this.#shared?.set(key, kept);
    }
    return value;
  }

  #keep(key: string, kept: Kept): void {
    // What was read together does not end together; each ends earlier, and none later.
    this.#store.set(key, { ...kept, at: kept.at - Math.random() * spreadMs });
  }
}
