import { hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { BreachList } from "./breach-list.ts";

/**
 * Sorted SHA-1 hashes: a magic word and how many there are (uint64 LE); for each prefix of 20 bits, and once at the end, how many come
 * before it (uint32 LE); of each the six bytes after its prefix.
 */
export const breachFormat = {
  magic: "TENONPW1",
  headerBytes: 16,
  buckets: 2 ** 20,
  recordBytes: 6,
  /** Hexadecimal digits of the prefix, and of a record. */
  prefixDigits: 5,
  recordDigits: 12,
} as const;

const { magic, headerBytes, buckets, recordBytes, prefixDigits, recordDigits } = breachFormat;
const indexBytes = (buckets + 1) * 4;

/** Opens a file that `pnpm breach-file` has made: each look-up reads two short pieces of it. Throws when it is no such file. */
export async function openBreachFile(path: string): Promise<BreachList> {
  const file = await open(path);
  try {
    await assertFormat(file, path);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    async has(password) {
      const digits = hash("sha1", password, "hex");
      const prefix = Number.parseInt(digits.slice(0, prefixDigits), 16);
      const wanted = Buffer.from(digits.slice(prefixDigits, prefixDigits + recordDigits), "hex");
      const index = await read(file, headerBytes + prefix * 4, 8);
      const [from, to] = [index.readUInt32LE(0), index.readUInt32LE(4)];
      const records = await read(file, headerBytes + indexBytes + from * recordBytes, (to - from) * recordBytes);
      for (let at = records.indexOf(wanted); at !== -1; at = records.indexOf(wanted, at + 1))
        if (at % recordBytes === 0) return true;
      return false;
    },
    close: () => file.close(),
  };
}

async function assertFormat(file: FileHandle, path: string): Promise<void> {
  const header = await read(file, 0, headerBytes).catch(() => Buffer.alloc(headerBytes));
  const { size } = await file.stat();
  const records = Number(header.readBigUInt64LE(8));
  if (header.toString("latin1", 0, 8) !== magic || size !== headerBytes + indexBytes + records * recordBytes)
    throw new Error(`${path} is no breach file, or not all of one: make it with pnpm breach-file`);
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read({ buffer, position, length });
  if (bytesRead < length) throw new Error("the breach file has become shorter");
  return buffer;
}
