import { Readable } from "node:stream";
import { exactly } from "../files/measure.ts";
import { checkedKey, type ObjectKey, type Storage } from "../files/storage.ts";

/** Keeps objects in memory: for tests that are not about where they are kept. */
export function createMemoryStorage(): Storage {
  const objects = new Map<ObjectKey, { bytes: Buffer; modifiedAt: Date }>();
  return {
    async put(key, bytes, { size, signal }) {
      checkedKey(key);
      const chunks: Uint8Array[] = [];
      for await (const chunk of exactly(bytes, size)) {
        signal?.throwIfAborted();
        chunks.push(chunk);
      }
      signal?.throwIfAborted();
      objects.set(key, { bytes: Buffer.concat(chunks), modifiedAt: new Date() });
    },
    open(key, range) {
      const bytes = objects.get(checkedKey(key))?.bytes;
      const part = bytes && range ? bytes.subarray(range.start, range.end + 1) : bytes;
      return Promise.resolve(part && Readable.from([part]));
    },
    stat(key) {
      const bytes = objects.get(checkedKey(key))?.bytes;
      return Promise.resolve(bytes && { size: bytes.length });
    },
    move(from, to) {
      const object = objects.get(checkedKey(from));
      if (object) objects.set(checkedKey(to), object);
      return Promise.resolve(objects.delete(from));
    },
    remove(key) {
      objects.delete(checkedKey(key));
      return Promise.resolve();
    },
    async *list() {
      for (const [key, { modifiedAt }] of objects) yield { key, modifiedAt };
    },
    uploadUrl: () => Promise.resolve(undefined),
  };
}
