import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { hashed } from "../files/measure.ts";

export type Spooled = AsyncDisposable & { size: number; sha256: string; open: () => Readable };

/** Writes bytes whose number is not known yet to a temporary file, which only this user may read. */
export async function spool(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Spooled> {
  const folder = await mkdtemp(path.join(tmpdir(), "tenon-export-"));
  const file = path.join(folder, "data");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const counted = hashed(bytes);
    await pipeline(counted.bytes, createWriteStream(file, { mode: 0o600 }), { signal });
    const { size } = await stat(file);
    return { size, sha256: counted.digest(), open: () => createReadStream(file), [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
