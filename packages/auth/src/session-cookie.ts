import { cookieAttributes, readCookie } from "./cookies.ts";

export type SessionCookieOptions = {
  /** The server is reached over https: `__Host-` and Secure. Without it the cookie is for plain-http development. */
  secure: boolean;
};

export interface SessionCookie {
  readonly name: string;
  /** The token in a Cookie header; undefined when it is absent, malformed or there twice. Never throws. */
  read(header: string | undefined): string | undefined;
  /** A Set-Cookie value (RFC 6265bis) that lives as long as the session. */
  write(token: string, expiresAt: Date): string;
  /** A Set-Cookie value that removes the cookie. */
  clear(): string;
}

/** The session's cookie. */
export function createSessionCookie({ secure }: SessionCookieOptions): SessionCookie {
  const name = secure ? "__Host-session" : "session";
  const attributes = cookieAttributes(secure);

  return {
    name,
    read: (header) => readCookie(header, name, /^[\w-]{1,200}$/),
    write(token, expiresAt) {
      const maxAgeSeconds = Math.max(0, Math.floor((expiresAt.getTime() - Date.now()) / 1000));
      return `${name}=${token}; Max-Age=${maxAgeSeconds}; ${attributes}`;
    },
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
