import { createHmac, timingSafeEqual } from "node:crypto";
import { isUuid } from "../uuid.ts";

/** What a link is for. One for one of them does not open another. */
export type LinkPurpose = "upload" | "content" | "thumbnail";

export type Link = { id: string; expiresAt: Date };

/** Signed tokens that stand for the right to do one thing with one file until an instant. */
export interface FileLinks {
  sign(purpose: LinkPurpose, link: Link): string;
  /** Undefined for anything that `sign` did not make for this purpose, and for what has expired. */
  verify(purpose: LinkPurpose, token: string, now: Date): Link | undefined;
}

const form = /^([0-9a-f-]{36})\.([0-9a-z]{1,11})\.[\w-]{43}$/;

/** @param secret at least 32 bytes, the same on every node */
export function createFileLinks(secret: string): FileLinks {
  const seal = (purpose: LinkPurpose, payload: string) =>
    `${payload}.${createHmac("sha256", secret).update(`${purpose}\n${payload}`).digest("base64url")}`;

  return {
    sign: (purpose, { id, expiresAt }) => seal(purpose, `${id}.${expiresAt.getTime().toString(36)}`),
    verify(purpose, token, now) {
      const [, id = "", expiry = ""] = form.exec(token) ?? [];
      const [given, expected] = [Buffer.from(token), Buffer.from(seal(purpose, `${id}.${expiry}`))];
      if (!isUuid(id) || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const expiresAt = new Date(Number.parseInt(expiry, 36));
      return expiresAt > now ? { id, expiresAt } : undefined;
    },
  };
}
