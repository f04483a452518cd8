import { hash, randomBytes } from "node:crypto";

/** A prefix by which it is recognised, and 256 random bits, base64url. */
export const newToken = (prefix: string): string => `${prefix}_${randomBytes(32).toString("base64url")}`;

/** A session's token. */
export const newSessionToken = (): string => newToken("ss");

/** What is stored instead of a token. With 256 random bits no slow hash is needed (ASVS 5.0 6.5.2). */
export const hashToken = (token: string): string => hash("sha256", token, "base64url");
