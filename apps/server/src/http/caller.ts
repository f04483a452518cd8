import type { Caller, Reply } from "@tenon/api";
import type { Auth, SessionCookie } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { actorOf } from "@tenon/core/access";
import { accessTokenActor, isAccessToken } from "@tenon/core/auth";
import type { Actor } from "@tenon/core/ctx";

export type Credentials = {
  /** The value of an Authorization header. */
  authorization: string | undefined;
  /** The value of the Cookie header. */
  cookies: string | undefined;
};

type Options = {
  credentials: Credentials;
  /** The caller's address. */
  ip: string | undefined;
  auth: Auth;
  cookie: SessionCookie;
  reply: Reply;
};

const anonymous: Actor = { kind: "anonymous" };

/** Who calls, by session token, access token, API key or session cookie. The header beats the cookie, and does not fall back to it. */
export async function identify(options: Options): Promise<Actor> {
  const { credentials, auth, cookie, reply } = options;
  const { authorization, cookies } = credentials;
  if (authorization !== undefined) {
    const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];
    const actor = token === undefined ? null : await bearerOf(token, options);
    if (!actor) throw new AppError("UNAUTHENTICATED");
    return actor;
  }
  const token = cookie.read(cookies);
  const principal = token === undefined ? null : await auth.sessions.validate(token);
  if (token === undefined || principal?.session.kind !== "cookie") return anonymous;
  if (principal.renewed) reply.setSession(token, principal.session);
  return actorOf(principal);
}

/** Who a bearer token speaks for; that of a cookie is none. */
async function bearerOf(token: string, { auth, ip }: Options): Promise<Actor | null> {
  if (isAccessToken(token)) return accessTokenActor(auth, token);
  const principal = await (token.startsWith("ak_") ? auth.apiKeys.validate(token, ip) : auth.sessions.validate(token));
  return principal && principal.session.kind !== "cookie" ? actorOf(principal) : null;
}

/** The caller of one request: found out once. */
export function createCaller(options: Options): Caller {
  let known: Actor = anonymous;
  let identified: Promise<Actor> | undefined;
  return {
    get known() {
      return known;
    },
    identify() {
      identified ??= identify(options).then((actor) => (known = actor));
      return identified;
    },
  };
}

/** The caller of a connection that outlives its session: found out anew for each call. */
export function createLastingCaller(options: Options): Caller {
  let known: Actor = anonymous;
  return {
    get known() {
      return known;
    },
    async identify() {
      known = anonymous;
      known = await identify(options);
      return known;
    },
  };
}
