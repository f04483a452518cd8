import type { IncomingMessage, ServerResponse } from "node:http";
import type { FlowCookies, Reply } from "@tenon/api";
import type { FlowCookie, SessionCookie } from "@tenon/auth";

type Options = { req: IncomingMessage; res: ServerResponse; cookie: SessionCookie; flowCookie: FlowCookie };

/** A procedure's side effects on the HTTP reply; too late, they are dropped. Of cookies with one name the last counts. */
export function createReply({ req, res, cookie, flowCookie }: Options): Reply & { flows: FlowCookies } {
  const cookies = new Map<string, string>();
  const set = (name: string, value: string | string[]) => {
    if (!res.headersSent) res.setHeader(name, value);
  };
  const setCookie = (name: string, value: string) => {
    cookies.set(name, value);
    set("set-cookie", [...cookies.values()]);
  };
  return {
    setSession: (token, session) => setCookie("session", cookie.write(token, session)),
    clearSession() {
      setCookie("session", cookie.clear());
      set("clear-site-data", '"cookies", "storage"');
    },
    setHeader: set,
    flows: {
      read: (provider) => flowCookie.read(req.headers.cookie, provider),
      set: (provider, token) => setCookie(`flow ${provider}`, flowCookie.write(token, provider)),
      clear: (provider) => setCookie(`flow ${provider}`, flowCookie.clear(provider)),
    },
  };
}
