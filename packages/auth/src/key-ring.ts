import { createHmac } from "node:crypto";

/** A key, and the name by which what was made with it remembers it. */
export type Key = {
  /** Made from the key: eight hexadecimal digits, safe to show. */
  id: string;
  secret: string;
};

/** The keys of one purpose, the newest first: that one makes, each of them may read (ASVS 5.0 11.2.2). */
export type KeyRing = readonly [Key, ...Key[]];

/** @param secrets at least 32 bytes each, the newest first; the same on every node */
export function keyRing(newest: string, ...earlier: string[]): KeyRing {
  const [first = newest, ...rest] = new Set([newest, ...earlier]);
  return [keyOf(first), ...rest.map(keyOf)];
}

const keyOf = (secret: string): Key => ({
  id: createHmac("sha256", secret).update("key id").digest("hex").slice(0, 8),
  secret,
});
