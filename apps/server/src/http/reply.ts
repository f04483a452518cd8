import type { ServerResponse } from "node:http";
import type { Reply } from "@tenon/api";
import type { SessionCookie } from "@tenon/auth";

/** A procedure's side effects on the HTTP reply; too late, they are dropped. */
export function createReply(res: ServerResponse, cookie: SessionCookie): Reply {
  const set = (name: string, value: string) => {
    if (!res.headersSent) res.setHeader(name, value);
  };
  return {
    setSession: (token, session) => set("set-cookie", cookie.write(token, session)),
    clearSession() {
      set("set-cookie", cookie.clear());
      set("clear-site-data", '"cookies", "storage"');
    },
    setHeader: set,
  };
}
