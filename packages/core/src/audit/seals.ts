import { createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "@tenon/auth";

/** Whether a signature is ours, was made up, or names a key that we do not have. */
export type SealVerdict = "good" | "forged" | "other-key";

export type Seal = { keyId: string; mac: string };

/** Signs what somebody with no more than the database must not be able to make. */
export interface Seals {
  sign(text: string): Seal;
  verify(text: string, seal: Seal): SealVerdict;
}

/** HMAC-SHA256. */
export function createSeals(keys: KeyRing): Seals {
  const macOf = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest("hex");
  return {
    sign(text) {
      const [{ secret, id }] = keys;
      return { keyId: id, mac: macOf(secret, text) };
    },
    verify(text, { keyId, mac }) {
      const key = keys.find(({ id }) => id === keyId);
      if (!key) return "other-key";
      const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(key.secret, text))];
      return given.length === expected.length && timingSafeEqual(given, expected) ? "good" : "forged";
    },
  };
}
