import { createCipheriv, createDecipheriv, hash, randomBytes } from "node:crypto";

/** Keeps secrets that have to be read again, such as those that sign: what is sealed can be stored. */
export interface Vault {
  /** @param purpose what is sealed for one is not opened for another */
  seal(purpose: string, text: string): Uint8Array<ArrayBuffer>;
  /** Throws VaultError when it was sealed with another key, for another purpose, or changed. */
  open(purpose: string, sealed: Uint8Array): string;
}

export class VaultError extends Error {
  override readonly name = "VaultError";
}

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a fresh nonce for each secret (NIST SP 800-38D). @param secret the same on every node */
export function createVault(secret: string): Vault {
  const key = hash("sha256", secret, "buffer");
  return {
    seal(purpose, text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose));
      const sealed = [iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
      return Uint8Array.from(Buffer.concat(sealed));
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < ivBytes + tagBytes) throw new VaultError("there is nothing to open");
      const [iv, tag] = [bytes.subarray(0, ivBytes), bytes.subarray(-tagBytes)];
      const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
      const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
      try {
        return Buffer.concat([text, decipher.final()]).toString();
      } catch (cause) {
        throw new VaultError("this key does not open it", { cause });
      }
    },
  };
}
