import type { Db } from "@tenon/db";
import { createDevices, type Devices } from "./devices.ts";
import { createLuciaEngine } from "./engine-lucia.ts";
import { createGate, type Gate, type GateOptions } from "./gate.ts";
import { createLoginThrottle, type LoginThrottle } from "./login-throttle.ts";
import { createOneTimeTokens, type OneTimeTokens } from "./one-time-tokens.ts";
import { createPasswords, type PasswordOptions, type Passwords } from "./passwords.ts";
import { createSessions, defaultLifetimes, type SessionLifetimes, type Sessions } from "./sessions.ts";

export { createDeviceCookie, type DeviceCookie } from "./device-cookie.ts";
export type { LoginLock } from "./login-throttle.ts";
export { passwordFaults } from "./password-policy.ts";
export { createSessionCookie, type SessionCookie } from "./session-cookie.ts";
export type { AssuranceLevel, AuthMethod, Session, Shown, StartedSession } from "./session-engine.ts";
export type { Principal, SessionEntry, SignIn } from "./sessions.ts";

/** Everything about credentials, behind small ports. */
export type Auth = {
  passwords: Passwords;
  sessions: Sessions;
  throttle: LoginThrottle;
  devices: Devices;
  /**
   * Runs what hashes a password together with its statements, a few at a time, so that a flood of sign-ins takes neither all
   * connections of the database nor the time of everything else. Not within itself. A full queue ends in AUTH_BUSY.
   */
  admit: Gate;
  oneTimeTokens: OneTimeTokens;
};

export type AuthOptions = {
  db: Db;
  /** Keys the hashes of account names, and what devices are known by; at least 32 bytes. */
  secret: string;
  passwords?: PasswordOptions;
  /** Of `admit`: more at once than are hashed, for while some are, others ask the database. @default 4, 64, 2 seconds */
  admission?: Partial<GateOptions>;
  lifetimes?: Partial<SessionLifetimes>;
};

export function createAuth({ db, secret, passwords, admission, lifetimes }: AuthOptions): Auth {
  const lives = { ...defaultLifetimes, ...lifetimes };
  return {
    passwords: createPasswords(passwords),
    sessions: createSessions({ db, engine: createLuciaEngine(db), lifetimes: lives }),
    throttle: createLoginThrottle({ db, secret }),
    devices: createDevices(secret),
    admit: createGate({ concurrency: 4, queue: 64, waitMs: 2000, ...admission }),
    oneTimeTokens: createOneTimeTokens(db),
  };
}
