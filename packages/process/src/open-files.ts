import { createFileLinks } from "@tenon/core/files/links";
import type { Files } from "@tenon/core/files/settings";
import type { Storage } from "@tenon/core/files/storage";
import { createDiskStorage } from "@tenon/platform/files/disk-storage";
import { createS3Storage } from "@tenon/platform/files/s3-storage";
import { createSharpImages } from "@tenon/platform/files/sharp-images";
import { type Config, ringOf } from "./config.ts";

/** Opens what files need: where they are kept, and what makes images anew. */
export async function openFiles({ files, keys }: Config, stack: AsyncDisposableStack): Promise<Files> {
  const { maxBytes, quotaBytes, baseUrl } = files;
  return {
    storage: await openStorage(files, stack),
    images: createSharpImages(),
    links: createFileLinks(ringOf(keys.files)),
    maxBytes,
    quotaBytes,
    contentUrl: `${baseUrl}/api/v1/files`,
    uploadUrl: `${baseUrl}/files/u`,
  };
}

async function openStorage({ s3, dir }: Config["files"], stack: AsyncDisposableStack): Promise<Storage> {
  if (!s3) return createDiskStorage(dir);
  const { credentials, ...options } = s3;
  const keys = credentials && { ...credentials, secretAccessKey: credentials.secretAccessKey.reveal() };
  return stack.adopt(await createS3Storage({ ...options, credentials: keys }), (storage) => storage.close());
}
