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
  const sign = (scope: string, payload: string) =>
    createHmac("sha256", secret).update(`${scope}\n${payload}`).digest().subarray(0, 12);

  return {
    encode(scope, values) {
      const payload = Buffer.from(JSON.stringify(values)).toString("base64url");
      return `${payload}.${sign(scope, payload).toString("base64url")}`;
    },
    decode(scope, cursor) {
      const [payload = "", signature = ""] = cursor.split(".");
      const given = Buffer.from(signature, "base64url");
      const expected = sign(scope, payload);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError("INVALID_CURSOR");
      return JSON.parse(Buffer.from(payload, "base64url").toString()) as Values;
    },
  };
}
