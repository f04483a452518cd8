import { createHash } from "node:crypto";
import { AppError } from "@tenon/contract/app-error";

type Bytes = AsyncIterable<Uint8Array>;

/** The same bytes, as long as they are exactly so many. Throws SIZE_MISMATCH at the first one too many, and at an early end. */
export async function* exactly(bytes: Bytes, size: number): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const chunk of bytes) {
    count += chunk.length;
    if (count > size) throw sizeMismatch(size, `more than ${size}`);
    yield chunk;
  }
  if (count < size) throw sizeMismatch(size, `${count}`);
}

export function sizeMismatch(said: number, sent: string): AppError {
  const fields = [
    { path: ["size"], code: "size_mismatch", message: `is ${said}, and the bytes that were sent are ${sent}` },
  ];
  return new AppError("SIZE_MISMATCH", { fields });
}

/** The same bytes; what their hash is, once all have gone through. */
export function hashed(bytes: Bytes): { bytes: AsyncGenerator<Uint8Array>; digest: () => string } {
  const hash = createHash("sha256");
  async function* through() {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return { bytes: through(), digest: () => hash.digest("hex") };
}

/** Reads to the end. */
export async function drain(bytes: Bytes): Promise<void> {
  for await (const chunk of bytes) void chunk;
}
