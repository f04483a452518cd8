import type { Readable } from "node:stream";
import { isUuid } from "../uuid.ts";

/** `incoming` is what clients may still write, `taken` what is being looked at, `tmp` what an adapter has not finished. */
export const areas = ["files", "thumbnails", "incoming", "taken", "exports", "tmp"] as const;
export type Area = (typeof areas)[number];

/** Where an object is: never anything that a caller has said. */
export type ObjectKey = `${Area}/${string}`;

export type ByteRange = { /** The first byte. */ start: number; /** The last byte, included. */ end: number };

export type PutOptions = { size: number; mime: string; signal?: AbortSignal | undefined };

export type Upload = { mime: string; size: number; expiresAt: Date };

/** Where bytes are kept. An object is there whole or not at all. */
export interface Storage {
  /**
   * Stores exactly `size` bytes, in place of what was there. Rejects when there are more or fewer (SIZE_MISMATCH), when their source
   * fails or `signal` aborts; then all is as before.
   */
  put(key: ObjectKey, bytes: AsyncIterable<Uint8Array>, options: PutOptions): Promise<void>;
  /** Its bytes, or undefined when it is not there. Whoever does not read to the end destroys the stream. */
  open(key: ObjectKey, range?: ByteRange): Promise<Readable | undefined>;
  stat(key: ObjectKey): Promise<{ size: number } | undefined>;
  /** In place of what was there; false when there is nothing to move. */
  move(from: ObjectKey, to: ObjectKey): Promise<boolean>;
  /** Nothing happens when it is not there. */
  remove(key: ObjectKey): Promise<void>;
  /** Everything there is, in no order. */
  list(): AsyncIterable<{ key: ObjectKey; modifiedAt: Date }>;
  /** Where a client can put the object by itself; undefined where it has to send it to us. */
  uploadUrl(key: ObjectKey, upload: Upload): Promise<{ url: string; headers: Record<string, string> } | undefined>;
}

export function isObjectKey(text: string): text is ObjectKey {
  const [area = "", id = "", ...rest] = text.split("/");
  return rest.length === 0 && (areas as readonly string[]).includes(area) && isUuid(id);
}

/** The key itself. Throws for all but `<area>/<uuid>`, so that an adapter cannot be led elsewhere. */
export function checkedKey(key: ObjectKey): ObjectKey {
  if (!isObjectKey(key)) throw new Error("this is no key of an object");
  return key;
}
