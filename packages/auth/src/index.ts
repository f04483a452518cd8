import type { Db } from "@tenon/db";
import { createLuciaEngine } from "./engine-lucia.ts";
import type { KeyRing } from "./key-ring.ts";
import { createLoginThrottle, type LoginThrottle } from "./login-throttle.ts";
import { createOneTimeTokens, type OneTimeTokens } from "./one-time-tokens.ts";
import { createPasswords, type PasswordOptions, type Passwords } from "./passwords.ts";
import { createSessions, defaultLifetimes, type SessionLifetimes, type Sessions } from "./sessions.ts";

export { openBreachFile } from "./breach-file.ts";
export type { BreachList } from "./breach-list.ts";
export { createHibp } from "./hibp.ts";
export { type Key, type KeyRing, keyRing } from "./key-ring.ts";
export type { OneTimeToken, OneTimeTokenKind } from "./one-time-tokens.ts";
export { createSessionCookie, type SessionCookie } from "./session-cookie.ts";
export type { AssuranceLevel, AuthMethod, Session, Shown, StartedSession } from "./session-engine.ts";
export type { Principal, SessionEntry, SignIn } from "./sessions.ts";

/** Everything about credentials, behind small ports. */
export type Auth = {
  passwords: Passwords;
  sessions: Sessions;
  throttle: LoginThrottle;
  oneTimeTokens: OneTimeTokens;
};

export type AuthOptions = {
  db: Db;
  /** Key the hashes of account names. */
  throttleKeys: KeyRing;
  passwords?: PasswordOptions;
  lifetimes?: Partial<SessionLifetimes>;
};

export function createAuth({ db, throttleKeys, passwords, lifetimes }: AuthOptions): Auth {
  const lives = { ...defaultLifetimes, ...lifetimes };
  return {
    passwords: createPasswords(passwords),
    sessions: createSessions({ db, engine: createLuciaEngine(db), lifetimes: lives }),
    throttle: createLoginThrottle({ db, keys: throttleKeys }),
    oneTimeTokens: createOneTimeTokens(db),
  };
}
