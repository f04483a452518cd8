import { LRUCache } from "lru-cache";

/** A value, since when it is known to be true (in ms of `performance.now()`), and what makes it untrue. */
export type Kept = { value: object; at: number; tags: readonly string[] };

/** Values by key and by tag, within a number of bytes; those that were not read for longest go first. */
export class LruStore {
  readonly #values: LRUCache<string, Kept>;
  readonly #keysByTag = new Map<string, Set<string>>();

  constructor(maxBytes: number) {
    this.#values = new LRUCache<string, Kept>({
      maxSize: maxBytes,
      // Two bytes a character: of the value, its objects and the index, and what it was written as for tRPC and for REST.
      sizeCalculation: ({ value }, key) => 500 + 8 * (key.length + JSON.stringify(value).length),
      dispose: ({ tags }, key) => this.#unlink(key, tags),
    });
  }

  get(key: string): Kept | undefined {
    return this.#values.get(key);
  }

  set(key: string, kept: Kept): void {
    this.#values.set(key, kept);
    // What is too large is not taken.
    if (!this.#values.has(key)) return;
    for (const tag of kept.tags) {
      const keys = this.#keysByTag.get(tag) ?? new Set();
      this.#keysByTag.set(tag, keys.add(key));
    }
  }

  forget(tag: string): void {
    for (const key of this.#keysByTag.get(tag) ?? []) this.#values.delete(key);
  }

  clear(): void {
    this.#values.clear();
  }

  /** How many tags are indexed, which tests hold to what is kept. */
  get tagCount(): number {
    return this.#keysByTag.size;
  }

  #unlink(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = this.#keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByTag.delete(tag);
    }
  }
}
