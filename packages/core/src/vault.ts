import { createCipheriv, createDecipheriv, hash, randomBytes } from "node:crypto";
import type { Key, KeyRing } from "@tenon/auth";

/** Keeps secrets that have to be read again, such as those that sign: what is sealed can be stored. */
export interface Vault {
  /** @param purpose what is sealed for one is not opened for another */
  seal(purpose: string, text: string): Uint8Array<ArrayBuffer>;
  /** Throws VaultError when no key of the ring has sealed it, it was sealed for another purpose, or changed. */
  open(purpose: string, sealed: Uint8Array): string;
  /** What is sealed begins with the label of its key; the first is that of the key that seals now. */
  readonly labels: readonly [SealLabel, ...SealLabel[]];
}

export type SealLabel = { keyId: string; bytes: Uint8Array<ArrayBuffer> };

export class VaultError extends Error {
  override readonly name = "VaultError";
}

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;
/** The first byte of what names its key. */
const version = 1;

/** How many bytes a label has. */
export const labelBytes = 5;

/** AES-256-GCM with a fresh nonce for each secret (NIST SP 800-38D). */
export function createVault(keys: KeyRing): Vault {
  const [newest, ...earlier] = keys;
  const slots = [slotOf(newest), ...earlier.map(slotOf)] as const;

  return {
    labels: [slots[0].label, ...slots.slice(1).map(({ label }) => label)],
    seal(purpose, text) {
      const { label, key } = slots[0];
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose));
      const sealed = [label.bytes, iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
      return Uint8Array.from(Buffer.concat(sealed));
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed);
      const named = slots.find(({ label }) => bytes.subarray(0, labelBytes).equals(label.bytes));
      const text = named && opened(bytes.subarray(labelBytes), named.key, purpose);
      if (text !== undefined) return text;
      // What was sealed before keys had names says nothing of its key.
      for (const { key } of slots) {
        const unnamed = opened(bytes, key, purpose);
        if (unnamed !== undefined) return unnamed;
      }
      throw new VaultError("no key of ours opens it");
    },
  };
}

const slotOf = ({ id, secret }: Key) => ({
  key: hash("sha256", secret, "buffer"),
  label: { keyId: id, bytes: Uint8Array.from([version, ...Buffer.from(id, "hex")]) },
});

function opened(bytes: Buffer, key: Buffer, purpose: string): string | undefined {
  if (bytes.length < ivBytes + tagBytes) return undefined;
  const [iv, tag] = [bytes.subarray(0, ivBytes), bytes.subarray(-tagBytes)];
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
  const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
  try {
    return Buffer.concat([text, decipher.final()]).toString();
  } catch {
    return undefined;
  }
}
