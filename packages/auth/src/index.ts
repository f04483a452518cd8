import type { Db } from "@tenon/db";
import { createLuciaEngine } from "./engine-lucia.ts";
import { createLoginThrottle, type LoginThrottle } from "./login-throttle.ts";
import { createOneTimeTokens, type OneTimeTokens } from "./one-time-tokens.ts";
import { createPasskeys, type Passkeys, type RelyingParty } from "./passkeys.ts";
import { createPasswords, type PasswordOptions, type Passwords } from "./passwords.ts";
import { createSecondFactorTries, type SecondFactorTries } from "./second-factor-tries.ts";
import { createSessions, defaultLifetimes, type SessionLifetimes, type Sessions } from "./sessions.ts";

export type { RelyingParty } from "./passkeys.ts";
export { passwordFaults } from "./password-policy.ts";
export { newRecoveryCodes, readRecoveryCode } from "./recovery-codes.ts";
export { createSessionCookie, type SessionCookie } from "./session-cookie.ts";
export type { AssuranceLevel, AuthMethod, Session, Shown, StartedSession } from "./session-engine.ts";
export type { Principal, SessionEntry, SignIn } from "./sessions.ts";
export { newTotpSecret, totpStep, totpUri } from "./totp.ts";

/** Everything about credentials, behind small ports. */
export type Auth = {
  passwords: Passwords;
  sessions: Sessions;
  throttle: LoginThrottle;
  oneTimeTokens: OneTimeTokens;
  passkeys: Passkeys;
  secondFactorTries: SecondFactorTries;
};

export type AuthOptions = {
  db: Db;
  /** Keys the hashes of account names; at least 32 bytes. */
  secret: string;
  passwords?: PasswordOptions;
  lifetimes?: Partial<SessionLifetimes>;
  /** @default localhost, without an origin at which passkeys could be used */
  relyingParty?: RelyingParty;
};

const nowhere: RelyingParty = { id: "localhost", name: "Tenon", origins: [] };

export function createAuth({ db, secret, passwords, lifetimes, relyingParty }: AuthOptions): Auth {
  const lives = { ...defaultLifetimes, ...lifetimes };
  return {
    passwords: createPasswords(passwords),
    sessions: createSessions({ db, engine: createLuciaEngine(db), lifetimes: lives }),
    throttle: createLoginThrottle({ db, secret }),
    oneTimeTokens: createOneTimeTokens(db),
    passkeys: createPasskeys(relyingParty ?? nowhere),
    secondFactorTries: createSecondFactorTries(db),
  };
}
