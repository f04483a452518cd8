import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@tenon/contract/app-error";

type Values = (string | number)[];

/** Opaque, signed positions in lists. */
export interface Cursors {
  /** @param scope the list and its order: a cursor of one is refused by another */
  encode(scope: string, values: Values): string;
  /** Throws INVALID_CURSOR for anything that `encode` did not make for this scope. */
  decode(scope: string, cursor: string): Values;
}

/** @param secret at least 32 bytes, the same on every node */
export function createCursors(secret: string): Cursors {
  const seal = (scope: string, payload: string) => {
    const mac = createHmac("sha256", secret).update(`${scope}\n${payload}`).digest().subarray(0, 12);
    return `${payload}.${mac.toString("base64url")}`;
  };

  return {
    encode: (scope, values) => seal(scope, Buffer.from(JSON.stringify(values)).toString("base64url")),
    decode(scope, cursor) {
      const payload = cursor.slice(0, Math.max(0, cursor.lastIndexOf(".")));
      const [given, expected] = [Buffer.from(cursor), Buffer.from(seal(scope, payload))];
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError("INVALID_CURSOR");
      return JSON.parse(Buffer.from(payload, "base64url").toString()) as Values;
    },
  };
}
