import { createHash, randomBytes } from "node:crypto";
import sharp from "sharp";

/** A PNG of a size, in one color or another. */
export const png = (width = 40, height = 30): Promise<Buffer<ArrayBuffer>> =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: (width * 37) % 255, b: 30 } } })
    .png()
    .toBuffer();

/** Bytes that are a PDF as far as their beginning goes. */
export const pdf = (size: number): Buffer<ArrayBuffer> =>
  Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(size)]).subarray(0, size);

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
