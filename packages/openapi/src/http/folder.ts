import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Keeps streams as files until it is removed. It is made when the first one comes. */
export interface Folder {
  readonly save: (stream: Readable) => Promise<Blob>;
  readonly remove: () => Promise<void>;
}

export function openFolder(): Folder {
  let folder: Promise<string> | undefined;
  let count = 0;
  return {
    save: async (stream) => {
      folder ??= mkdtemp(path.join(tmpdir(), "upload-"));
      const file = path.join(await folder, String(count++));
      await pipeline(stream, createWriteStream(file, { mode: 0o600 }));
      return openAsBlob(file);
    },
    remove: async () => {
      const made = await folder?.catch(() => undefined);
      if (made !== undefined) await rm(made, { recursive: true, force: true });
    },
  };
}
