import { hash } from "node:crypto";
import { RestError } from "../error.ts";
import { headerSafe } from "./header.ts";
import { pointer } from "./pointer.ts";

const STRONG = /^"([\x21\x23-\x7e\x80-\xff]*)"$/;
const WEAK = /^W\/"[\x21\x23-\x7e\x80-\xff]*"$/;
const ETAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/** Equal texts, equal hash: 27 letters, digits, `-` and `_`. */
export const bodyHash = (body: string): string => hash("sha1", body, "base64url");

/** What follows a version where a tag holds both. */
const HASH = /\.[\w-]{27}$/;

/** A version as a strong entity tag; one that already is a tag is left as it is. */
export function strongEtag(version: string | number): string {
  const text = String(version);
  if (STRONG.test(text) || WEAK.test(text)) return text;
  return `"${headerSafe(text)}"`;
}

/** Whether `If-None-Match` names the tag, by the weak comparison of RFC 9110 §13.1.2. */
export function isNotModified(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return (header.match(ETAG) ?? []).some((tag) => tag.replace(/^W\//, "") === opaque);
}

/**
 * The version that `If-Match` asks for: the inside of one strong tag, without its hash, or a bare integer. Undefined for `*`,
 * which asks for none.
 * @throws RestError 412 for a weak tag, which never matches strongly (RFC 9110 §13.1.1); 400 for anything else
 */
export function readIfMatch(header: string, key: string): string | undefined {
  const text = header.trim();
  if (text === "*") return undefined;
  const version = STRONG.exec(text)?.[1] ?? /^\d+$/.exec(text)?.[0];
  if (version !== undefined) return version.replace(HASH, "");
  if (WEAK.test(text))
    throw new RestError("PRECONDITION_FAILED", "If-Match compares strongly, and a weak tag never matches");
  const issue = {
    in: "header",
    pointer: pointer([key]),
    code: "malformed",
    detail: 'one strong entity tag, as in "3"',
  } as const;
  throw new RestError("MALFORMED_INPUT", "If-Match is not one strong entity tag", { issues: [issue] });
}
