import type { ServerResponse } from "node:http";
import type { Reply } from "@tenon/api";
import type { DeviceCookie, SessionCookie } from "@tenon/auth";

/** The cookies that a reply may set. */
export type Cookies = { session: SessionCookie; device: DeviceCookie };

/** A procedure's side effects on the HTTP reply; too late, they are dropped. */
export function createReply(res: ServerResponse, { session, device }: Cookies): Reply {
  const set = (name: string, value: string | string[]) => {
    if (!res.headersSent) res.setHeader(name, value);
  };
  // The last one of each name counts.
  const given = new Map<keyof Cookies, string>();
  const setCookie = (name: keyof Cookies, value: string) => set("set-cookie", [...given.set(name, value).values()]);
  return {
    setSession: (token, started) => setCookie("session", session.write(token, started)),
    setDevice: (value) => setCookie("device", device.write(value)),
    clearSession() {
      setCookie("session", session.clear());
      set("clear-site-data", '"cookies", "storage"');
    },
    setHeader: set,
  };
}
