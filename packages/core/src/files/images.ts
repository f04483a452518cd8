import type { Readable } from "node:stream";
import type { FileMime } from "@tenon/contract/files";

/** An image that was made anew from its pixels: whatever else the sender had put into it is gone. */
export type EncodedImage = AsyncDisposable & {
  width: number;
  height: number;
  size: number;
  open: () => Readable;
  /** WebP, at most 320 by 320 pixels. */
  thumbnail: Buffer;
};

/** Decodes what strangers send, so it is bounded in pixels, in time and in how many it takes at once. */
export interface Images {
  /** Throws INVALID_IMAGE for what it cannot decode, UNAVAILABLE while too many others wait, or too many of the same owner. */
  encode(bytes: AsyncIterable<Uint8Array>, image: { mime: FileMime; ownerId: string }): Promise<EncodedImage>;
}
