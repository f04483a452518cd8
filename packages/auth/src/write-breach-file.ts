import { open } from "node:fs/promises";
import { breachFormat } from "./breach-file.ts";

const { magic, headerBytes, buckets, recordBytes, prefixDigits, recordDigits } = breachFormat;
const flushBytes = 6 * 65_536;

type Source = {
  /** `SHA1:COUNT`, in ascending order: what HIBP's downloader writes. */
  lines: AsyncIterable<string>;
  /** Passwords that were seen less often are left out. @default 1 */
  minCount?: number;
};

/** Writes what `openBreachFile` reads; returns how many passwords it has. Throws for a line that is none, or out of order. */
export async function writeBreachFile(path: string, { lines, minCount = 1 }: Source): Promise<number> {
  const index = new Uint32Array(buckets + 1);
  await using file = await open(path, "w");
  let position = headerBytes + index.byteLength;
  let records = 0;
  let number = 0;
  let last = "";
  let pending: string[] = [];

  const flush = async () => {
    const bytes = Buffer.from(pending.join(""), "hex");
    pending = [];
    await file.write(bytes, 0, bytes.length, position);
    position += bytes.length;
  };
  for await (const line of lines) {
    number += 1;
    if (line === "") continue;
    const [, digits = "", count = ""] = /^([0-9A-F]{40}):(\d+)\s*$/i.exec(line) ?? [];
    if (digits === "") throw new Error(`line ${number} is not SHA1:COUNT`);
    const sorted = digits.toLowerCase();
    if (sorted <= last) throw new Error(`line ${number} is out of order: sort the file first`);
    last = sorted;
    if (Number(count) < minCount) continue;
    pending.push(sorted.slice(prefixDigits, prefixDigits + recordDigits));
    const bucket = Number.parseInt(sorted.slice(0, prefixDigits), 16);
    index[bucket + 1] = (index[bucket + 1] ?? 0) + 1;
    records += 1;
    if (pending.length * recordBytes >= flushBytes) await flush();
  }
  await flush();

  const head = Buffer.alloc(headerBytes + index.byteLength);
  head.write(magic, "latin1");
  head.writeBigUInt64LE(BigInt(records), 8);
  let before = 0;
  for (const [bucket, count] of index.entries()) {
    before += count;
    head.writeUInt32LE(before, headerBytes + bucket * 4);
  }
  await file.write(head, 0, head.length, 0);
  return records;
}
