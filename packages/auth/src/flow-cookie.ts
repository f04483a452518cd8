import { cookieAttributes, readCookie } from "./cookies.ts";

/** Binds a sign-in with a provider to the browser that began it: one cookie for each provider. */
export interface FlowCookie {
  /** The flow's token in a Cookie header; undefined when it is absent, malformed or there twice. */
  read(header: string | undefined, provider: string): string | undefined;
  /** A Set-Cookie value, for the ten minutes that a flow may take. */
  write(token: string, provider: string): string;
  /** A Set-Cookie value that removes the cookie. */
  clear(provider: string): string;
}

const lifeSeconds = 600;

/**
 * Lax and not Strict, for the way back from the provider is a navigation from another site.
 * @param options.secure see `SessionCookieOptions`
 */
export function createFlowCookie({ secure }: { secure: boolean }): FlowCookie {
  const nameOf = (provider: string) => `${secure ? "__Host-" : ""}oauth.${provider}`;
  const attributes = cookieAttributes(secure);
  return {
    read: (header, provider) => readCookie(header, nameOf(provider), /^[\w-]{1,200}$/),
    write: (token, provider) => `${nameOf(provider)}=${token}; Max-Age=${lifeSeconds}; ${attributes}`,
    clear: (provider) => `${nameOf(provider)}=; Max-Age=0; ${attributes}`,
  };
}
