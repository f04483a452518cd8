import { cookieAttributes, readCookie } from "./cookies.ts";

export interface DeviceCookie {
  /** What `Devices` made, from a Cookie header. Never throws. */
  read(header: string | undefined): string | undefined;
  /** A Set-Cookie value; it lives for a year. */
  write(value: string): string;
}

const maxAgeSeconds = 365 * 86_400;

/** What a browser is known by that has signed in before. Nobody is let in by it. */
export function createDeviceCookie({ secure }: { secure: boolean }): DeviceCookie {
  const name = secure ? "__Host-device" : "device";
  return {
    read: (header) => readCookie(header, name, /^[\w.-]{1,200}$/),
    write: (value) => `${name}=${value}; Max-Age=${maxAgeSeconds}; ${cookieAttributes(secure)}`,
  };
}
