import type { IncomingMessage, ServerResponse } from "node:http";
import type { FlowCookies, Reply } from "@tenon/api";
import type { DeviceCookie, FlowCookie, SessionCookie } from "@tenon/auth";

/** The cookies that a reply may set. */
export type Cookies = { session: SessionCookie; device: DeviceCookie; flow: FlowCookie };

type Exchange = { req: IncomingMessage; res: ServerResponse };

/** A procedure's side effects on the HTTP reply; too late, they are dropped. Of cookies with one name the last counts. */
export function createReply({ req, res }: Exchange, cookies: Cookies): Reply & { flows: FlowCookies } {
  const { session, device, flow } = cookies;
  const given = new Map<string, string>();
  const set = (name: string, value: string | string[]) => {
    if (!res.headersSent) res.setHeader(name, value);
  };
  const setCookie = (name: string, value: string) => {
    given.set(name, value);
    set("set-cookie", [...given.values()]);
  };
  return {
    setSession: (token, started) => setCookie("session", session.write(token, started)),
    setDevice: (value) => setCookie("device", device.write(value)),
    clearSession() {
      setCookie("session", session.clear());
      set("clear-site-data", '"cookies", "storage"');
    },
    setHeader: set,
    flows: {
      read: (provider) => flow.read(req.headers.cookie, provider),
      set: (provider, token) => setCookie(`flow ${provider}`, flow.write(token, provider)),
      clear: (provider) => setCookie(`flow ${provider}`, flow.clear(provider)),
    },
  };
}
