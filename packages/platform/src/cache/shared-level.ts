import type { Kept } from "./lru-store.ts";

/** A level that all nodes read and write. What goes wrong in it is a miss. */
export interface SharedLevel {
  get(key: string): Promise<Kept | undefined>;
  set(key: string, kept: Kept): void;
  /** Values with this tag may be from before a write: none of those that are there now is given any more. */
  distrust(tag: string): void;
}
