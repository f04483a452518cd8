import type { KeyRing } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { createSigner } from "./signed.ts";

type Values = (string | number)[];

/** Opaque, signed positions in lists. */
export interface Cursors {
  /** @param scope the list and its order: a cursor of one is refused by another */
  encode(scope: string, values: Values): string;
  /** Throws INVALID_CURSOR for anything that `encode` did not make for this scope. */
  decode(scope: string, cursor: string): Values;
}

export function createCursors(keys: KeyRing): Cursors {
  const signerOf = (scope: string) => createSigner({ keys, scope, bytes: 12 });

  return {
    encode: (scope, values) => signerOf(scope).sign(Buffer.from(JSON.stringify(values)).toString("base64url")),
    decode(scope, cursor) {
      const payload = signerOf(scope).read(cursor);
      if (payload === undefined) throw new AppError("INVALID_CURSOR");
      return JSON.parse(Buffer.from(payload, "base64url").toString()) as Values;
    },
  };
}
