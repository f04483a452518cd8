import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { exactly } from "@tenon/core/files/measure";
import { areas, checkedKey, isObjectKey, type ObjectKey, type Storage } from "@tenon/core/files/storage";

/** Keeps objects as files below `root`, which is made when the first one comes. */
export function createDiskStorage(root: string): Storage {
  // By the last digits, which are random: a folder holds a 256th of all.
  const folderOf = (key: ObjectKey) => path.join(root, path.dirname(checkedKey(key)), key.slice(-2));
  const fileOf = (key: ObjectKey) => path.join(folderOf(key), path.basename(key));

  const replace = async (file: string, key: ObjectKey) => {
    await mkdir(folderOf(key), { recursive: true });
    await rename(file, fileOf(key));
    await syncFolder(folderOf(key));
  };

  return {
    async put(key, bytes, { size, signal }) {
      const file = fileOf(`tmp/${randomUUID()}`);
      await mkdir(path.dirname(file), { recursive: true });
      try {
        const disk = createWriteStream(file, { mode: 0o600, flush: true });
        await pipeline(exactly(bytes, size), disk, { ...(signal && { signal }) });
        await replace(file, key);
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
    async open(key, range) {
      const stream = createReadStream(fileOf(key), range);
      return new Promise((resolve, reject) => {
        stream.once("open", () => resolve(stream));
        stream.once("error", (error) => (isMissing(error) ? resolve(undefined) : reject(error)));
      });
    },
    stat: (key) => orMissing(stat(fileOf(key)).then(({ size }) => ({ size }))),
    move: async (from, to) => (await orMissing(replace(fileOf(from), to).then(() => true))) ?? false,
    remove: (key) => rm(fileOf(key), { force: true }),
    async *list() {
      for (const area of areas) {
        for (const shard of await namesIn(path.join(root, area))) {
          if (!isShard.test(shard)) continue;
          for (const name of await namesIn(path.join(root, area, shard))) {
            const key = `${area}/${name}`;
            if (!isObjectKey(key) || !key.endsWith(shard)) continue;
            const found = await orMissing(stat(fileOf(key)));
            if (found?.isFile()) yield { key, modifiedAt: found.mtime };
          }
        }
      }
    },
    uploadUrl: () => Promise.resolve(undefined),
  };
}

/** A rename holds after a power cut only once its folder has been written. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  // Windows cannot open folders, and needs no such thing.
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

const isShard = /^[0-9a-f]{2}$/;

/** None of what is no folder: people and their machines leave things where they like. */
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isMissing(error) || hasCode(error, "ENOTDIR")) return [];
    throw error;
  });

const hasCode = (error: unknown, code: string) => error instanceof Error && "code" in error && error.code === code;

const isMissing = (error: unknown) => hasCode(error, "ENOENT");

const orMissing = <T>(task: Promise<T>): Promise<T | undefined> =>
  task.catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
