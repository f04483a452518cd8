import type { CacheTag } from "@tenon/core/cache";

/** A signal may be lost: no value is older than this, counted from before it was read, in ms. */
export const maxAgeMs = 1000;

/** From here on a value is read anew while the old one is still given, in ms. */
export const freshMs = 800;

/** Forgets all, like a signal without a key. */
export const everything = "everything" satisfies CacheTag;
