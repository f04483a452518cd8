import { hash, randomBytes } from "node:crypto";

/** A session token: `ss_` and 256 random bits, base64url. */
export const newSessionToken = (): string => `ss_${randomBytes(32).toString("base64url")}`;

/** What is stored instead of a token. With 256 random bits no slow hash is needed (ASVS 5.0 6.5.2). */
export const hashToken = (token: string): string => hash("sha256", token, "base64url");
