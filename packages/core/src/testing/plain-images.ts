import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { AppError } from "@tenon/contract/app-error";
import type { Images } from "../files/images.ts";

/** Looks at no pixel: for tests that are not about them. What holds the word `broken` cannot be decoded. */
export function createPlainImages(): Images {
  return {
    async encode(bytes) {
      const content = Buffer.concat([Buffer.from("clean "), await buffer(bytes)]);
      if (content.includes("broken")) throw new AppError("INVALID_IMAGE");
      return {
        width: 4,
        height: 3,
        size: content.length,
        open: () => Readable.from([content]),
        thumbnail: Buffer.from("a thumbnail"),
        [Symbol.asyncDispose]: () => Promise.resolve(),
      };
    },
  };
}
