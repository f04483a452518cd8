import { readCookie } from "./read-cookie.ts";
import type { Session } from "./session-engine.ts";

export type SessionCookieOptions = {
  /** The server is reached over https: `__Host-` and Secure. Without it the cookie is for plain-http development. */
  secure: boolean;
  /** Shared with all hosts of this domain, and then `__Secure-`. @default this host alone */
  domain?: string | undefined;
};

export interface SessionCookie {
  readonly name: string;
  /** The token in a Cookie header; undefined when it is absent, malformed or there twice. Never throws. */
  read(header: string | undefined): string | undefined;
  /** A Set-Cookie value (RFC 6265bis) that lives as long as the session, or as the browser where it is not to be remembered. */
  write(token: string, session: Pick<Session, "expiresAt" | "remember">): string;
  /** A Set-Cookie value that removes the cookie. */
  clear(): string;
}

/** The session's cookie: host-only where it can be, HttpOnly, SameSite=Lax (ASVS 5.0 3.3.1–3.3.4). */
export function createSessionCookie({ secure, domain }: SessionCookieOptions): SessionCookie {
  const prefix = domain === undefined ? "__Host-" : "__Secure-";
  const name = secure ? `${prefix}session` : "session";
  const scope = domain === undefined ? "" : `; Domain=${domain}`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}${scope}`;

  return {
    name,
    read: (header) => readCookie(header, name),
    write(token, { expiresAt, remember }) {
      const maxAgeSeconds = Math.max(0, Math.floor((expiresAt.getTime() - Date.now()) / 1000));
      return `${name}=${token}; ${remember ? `Max-Age=${maxAgeSeconds}; ` : ""}${attributes}`;
    },
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
