import type { Db } from "@tenon/db";
import { createLuciaEngine } from "./engine-lucia.ts";
import { createLoginThrottle, type LoginThrottle } from "./login-throttle.ts";
import { createPasswords, type PasswordOptions, type Passwords } from "./passwords.ts";
import { createSessions, defaultLifetimes, type SessionLifetimes, type Sessions } from "./sessions.ts";

export { passwordFaults } from "./password-policy.ts";
export { createSessionCookie, type SessionCookie } from "./session-cookie.ts";
export type { Session } from "./session-engine.ts";
export type { Principal } from "./sessions.ts";

/** Everything about credentials, behind three small ports. */
export type Auth = { passwords: Passwords; sessions: Sessions; throttle: LoginThrottle };

export type AuthOptions = {
  db: Db;
  /** Keys the hashes of account names; at least 32 bytes. */
  secret: string;
  passwords?: PasswordOptions;
  lifetimes?: Partial<SessionLifetimes>;
};

export function createAuth({ db, secret, passwords, lifetimes }: AuthOptions): Auth {
  const lives = { ...defaultLifetimes, ...lifetimes };
  return {
    passwords: createPasswords(passwords),
    sessions: createSessions(createLuciaEngine({ db, idleMs: lives.idleMs }), lives),
    throttle: createLoginThrottle({ db, secret }),
  };
}
