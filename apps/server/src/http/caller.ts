import type { IncomingMessage } from "node:http";
import type { Caller, Reply } from "@tenon/api";
import type { Auth, SessionCookie } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { actorOf } from "@tenon/core/access";
import type { Actor } from "@tenon/core/ctx";

type Options = { req: IncomingMessage; auth: Auth; cookie: SessionCookie; reply: Reply };

const anonymous: Actor = { kind: "anonymous" };

/** Who calls, by bearer token or session cookie. The header beats the cookie, and does not fall back to it. */
export function createCaller({ req, auth, cookie, reply }: Options): Caller {
  let known: Actor = anonymous;
  let identified: Promise<Actor> | undefined;

  const identify = async (): Promise<Actor> => {
    const { authorization } = req.headers;
    if (authorization !== undefined) {
      const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];
      const principal = token === undefined ? null : await auth.sessions.validate(token);
      if (!principal || principal.session.kind === "cookie") throw new AppError("UNAUTHENTICATED");
      return actorOf(principal);
    }
    const token = cookie.read(req.headers.cookie);
    const principal = token === undefined ? null : await auth.sessions.validate(token);
    if (token === undefined || principal?.session.kind !== "cookie") return anonymous;
    if (principal.renewed) reply.setSession(token, principal.session.expiresAt);
    return actorOf(principal);
  };

  return {
    get known() {
      return known;
    },
    identify() {
      identified ??= identify().then((actor) => (known = actor));
      return identified;
    },
  };
}
