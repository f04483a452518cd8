/** What a write makes out of date. Each cached value has some of these; every one has `everything`. */
export type CacheTag = "everything" | "posts" | "popularity" | "users" | `post:${string}` | `user:${string}`;

/** A value that may be kept for a moment, as everybody would see it. */
export type Cacheable<T extends object | null> = {
  key: string;
  /** Null is never kept, and neither is a failure. */
  load: () => Promise<T>;
  tagsOf: (value: NonNullable<T>) => CacheTag[];
};

/**
 * Keeps values that are the same for everybody, never for longer than a second; never what decides who may do what. A value with a
 * tag that is signalled under the topic `cache` is forgotten: at once on the node that wrote, soon on the others, and the second is
 * for those that did not hear it.
 */
export interface Cache {
  /** The kept value, which nobody may change, or what `load` gives; callers at once share one load. */
  read<T extends object | null>(value: Cacheable<T>): Promise<T>;
}
