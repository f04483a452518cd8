import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "@tenon/contract/app-error";
import type { FileMime } from "@tenon/contract/files";
import type { EncodedImage, Images } from "@tenon/core/files/images";
import type { Sharp } from "sharp";
import { createQueue } from "./queue.ts";
import { systemFault } from "./vips-fault.ts";

/** Of all frames together: a decoded pixel takes four bytes. */
const maxPixels = 40_000_000;
/** A row of millions of pixels costs seconds, however few there are in all. */
const maxSide = 16_384;
const thumbnailPixels = 320;
const timeoutSeconds = 30;

type Codec = { /** As sharp calls it. */ format: string; write: (image: Sharp) => Sharp };

const codecs: Partial<Record<FileMime, Codec>> = {
  "image/png": { format: "png", write: (image) => image.png() },
  "image/jpeg": { format: "jpeg", write: (image) => image.jpeg({ quality: 85 }) },
  "image/webp": { format: "webp", write: (image) => image.webp({ quality: 85 }) },
  "image/gif": { format: "gif", write: (image) => image.gif() },
  // The default effort takes a minute for what a phone's camera makes.
  "image/avif": { format: "heif", write: (image) => image.avif({ quality: 55, effort: 2 }) },
};

/** Images through libvips, one at a time and on one thread, from file to file. sharp is loaded by the first one. */
export function createSharpImages(): Images {
  const inTurn = createQueue({ waiting: 16, waitingOfOwner: 2 });
  return {
    async encode(bytes, { mime, ownerId }) {
      const codec = codecs[mime];
      if (!codec) throw new Error(`${mime} is no image`);
      const folder = await mkdtemp(path.join(tmpdir(), "image-"));
      const dispose = () => rm(folder, { recursive: true, force: true });
      try {
        const source = path.join(folder, "source");
        await pipeline(bytes, createWriteStream(source, { mode: 0o600 }));
        const encoded = await inTurn(ownerId, () => encode(source, path.join(folder, "image"), codec));
        return { ...encoded, [Symbol.asyncDispose]: dispose };
      } catch (error) {
        await dispose();
        throw error;
      }
    },
  };
}

type Encoded = Omit<EncodedImage, typeof Symbol.asyncDispose>;

async function encode(source: string, target: string, { format, write }: Codec): Promise<Encoded> {
  const { default: sharp } = await import("sharp");
  sharp.concurrency(1);
  sharp.cache(false);
  const limits = { limitInputPixels: maxPixels, sequentialRead: true, failOn: "error" } as const;
  const open = (file: string, options = {}) =>
    sharp(file, { ...limits, ...options }).timeout({ seconds: timeoutSeconds });
  try {
    const found = await open(source).metadata();
    if (found.format !== format) throw new Error(`the image is ${found.format}, not ${format}`);
    // Of one frame: those of an animation are decoded below each other.
    if (Math.max(found.width, found.height) > maxSide) throw new Error(`a side is longer than ${maxSide} pixels`);
    // Metadata is dropped unless asked for; the orientation that it held is carried out.
    const { size } = await write(open(source, { animated: true }).autoOrient()).toFile(target);
    const { width, height } = await open(target).metadata();
    const thumbnail = await open(target)
      .resize({ width: thumbnailPixels, height: thumbnailPixels, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
    return { width, height, size, thumbnail, open: () => createReadStream(target) };
  } catch (cause) {
    const fault = systemFault(cause);
    if (fault) throw fault;
    const fields = [{ path: ["file"], code: "invalid_image", message: "cannot be decoded within its limits" }];
    throw new AppError("INVALID_IMAGE", { fields, cause });
  }
}
