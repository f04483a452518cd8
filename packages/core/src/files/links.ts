import type { KeyRing } from "@tenon/auth";
import { createSigner } from "../signed.ts";
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

export function createFileLinks(keys: KeyRing): FileLinks {
  const signerOf = (scope: LinkPurpose) => createSigner({ keys, scope });

  return {
    sign: (purpose, { id, expiresAt }) => signerOf(purpose).sign(`${id}.${expiresAt.getTime().toString(36)}`),
    verify(purpose, token, now) {
      const [, id = "", expiry = ""] = form.exec(token) ?? [];
      if (!isUuid(id) || signerOf(purpose).read(token) === undefined) return undefined;
      const expiresAt = new Date(Number.parseInt(expiry, 36));
      return expiresAt > now ? { id, expiresAt } : undefined;
    },
  };
}
