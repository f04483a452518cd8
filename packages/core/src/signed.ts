import { createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "@tenon/auth";

/** Text with a signature behind its last dot. */
export interface Signer {
  sign(payload: string): string;
  /** What was signed, by whichever key of the ring; undefined for anything else. */
  read(signed: string): string | undefined;
}

type Options = {
  keys: KeyRing;
  /** What is signed for one is nothing for another. */
  scope: string;
  /** Of the 32 bytes of a signature. @default 32 */
  bytes?: number;
};

/** HMAC-SHA256 by the newest key. */
export function createSigner({ keys, scope, bytes = 32 }: Options): Signer {
  const seal = (secret: string, payload: string) => {
    const mac = createHmac("sha256", secret).update(`${scope}\n${payload}`).digest().subarray(0, bytes);
    return `${payload}.${mac.toString("base64url")}`;
  };

  return {
    sign: (payload) => seal(keys[0].secret, payload),
    read(signed) {
      const payload = signed.slice(0, Math.max(0, signed.lastIndexOf(".")));
      const given = Buffer.from(signed);
      const isOurs = keys.some(({ secret }) => {
        const expected = Buffer.from(seal(secret, payload));
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      return isOurs ? payload : undefined;
    },
  };
}
