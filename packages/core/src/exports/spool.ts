import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { hashed } from "../files/measure.ts";

export type Spooled = AsyncDisposable & { size: number; sha256: string; open: () => Readable };

/**
 * Writes bytes whose number is not known yet to a temporary file, which only this user may read. It has no name while it is written:
 * whatever kills the process, nothing of it stays.
 */
export async function spool(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Spooled> {
  const file = await openUnnamed();
  const close = () => file.close();
  try {
    const counted = hashed(bytes);
    for await (const chunk of counted.bytes) {
      signal.throwIfAborted();
      await file.appendFile(chunk);
    }
    const { size } = await file.stat();
    const reopen = () => Readable.from(bytesOf(file), { objectMode: false });
    return { size, sha256: counted.digest(), open: reopen, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openUnnamed(): Promise<FileHandle> {
  const folder = await mkdtemp(path.join(tmpdir(), "tenon-export-"));
  try {
    return await open(path.join(folder, "data"), "wx+", 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Not the handle's own stream, which closes it. */
async function* bytesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await file.read({ position });
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
