import { randomBytes } from "node:crypto";
import type { Db } from "@tenon/db";
import { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { createDeviceGrants, type DeviceGrants } from "./device-grants.ts";
import { createDevices, type Devices } from "./devices.ts";
import { createLuciaEngine } from "./engine-lucia.ts";
import { createNativeEngine } from "./engine-native.ts";
import { admission, createGate, type Gate, type GateOptions } from "./gate.ts";
import { type KeyRing, keyRing } from "./key-ring.ts";
import { createLastSeen } from "./last-seen.ts";
import { createLoginThrottle, type LoginThrottle } from "./login-throttle.ts";
import { createOneTimeTokens, type OneTimeTokens } from "./one-time-tokens.ts";
import { createPasskeys, type Passkeys, type RelyingParty } from "./passkeys.ts";
import { createPasswords, type PasswordOptions, type Passwords } from "./passwords.ts";
import { createRefreshTokens, type RefreshTokens } from "./refresh-tokens.ts";
import { createSecondFactorTries, type SecondFactorTries } from "./second-factor-tries.ts";
import { createSessionCache } from "./session-cache.ts";
import { noNews, type SessionNews } from "./session-news.ts";
import { createSessions, defaultLifetimes, type SessionLifetimes, type Sessions } from "./sessions.ts";
import { createSigningKeys, type Sealer, type SigningKeys } from "./signing-keys.ts";

export type { ApiKeyEntry } from "./api-keys.ts";
export { openBreachFile } from "./breach-file.ts";
export type { BreachList } from "./breach-list.ts";
export { createDeviceCookie, type DeviceCookie } from "./device-cookie.ts";
export { createHibp } from "./hibp.ts";
export { type Key, type KeyRing, keyRing } from "./key-ring.ts";
export type { LoginLock } from "./login-throttle.ts";
export type { OneTimeToken, OneTimeTokenKind } from "./one-time-tokens.ts";
export type { RelyingParty } from "./passkeys.ts";
export { newRecoveryCodes, readRecoveryCode } from "./recovery-codes.ts";
export type { DeviceGrant } from "./device-grants.ts";
export { createFlowCookie, type FlowCookie } from "./flow-cookie.ts";
export { createIdentityProviders } from "./providers/create-providers.ts";
export { checksOf, isStateOf } from "./providers/flow-checks.ts";
export type {
  IdentityProvider,
  ProvidedIdentity,
  ProviderAnswer,
  ProviderSettings,
} from "./providers/identity-provider.ts";
export { createSessionCookie, type SessionCookie } from "./session-cookie.ts";
export type { AssuranceLevel, AuthMethod, Session, Shown, StartedSession } from "./session-engine.ts";
export type { SessionChange, SessionNews } from "./session-news.ts";
export type { SessionEntry } from "./session-rows.ts";
export type { Sealer, SigningKeyEntry } from "./signing-keys.ts";
export type { Principal, SignIn } from "./sessions.ts";
export { newTotpSecret, totpStep, totpUri } from "./totp.ts";

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
  apiKeys: ApiKeys;
  passkeys: Passkeys;
  secondFactorTries: SecondFactorTries;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
  signingKeys: SigningKeys;
  deviceGrants: DeviceGrants;
};

export type TokenOptions = {
  /** Where the world reaches us: who access tokens are from, and for whom those are that we take. */
  issuer: string;
  /** Other services that access tokens may be made for. */
  audiences: readonly string[];
  /** The first makes refresh tokens, all verify them. */
  refreshKeys: KeyRing;
  /** Keys the hashes of the codes that people type. */
  deviceKey: string;
  /** Seals the keys that sign. */
  sealer: Sealer;
};

export type AuthOptions = {
  db: Db;
  /** Key the hashes of account names, and what devices are known by. */
  throttleKeys: KeyRing;
  passwords?: PasswordOptions;
  /** Of `admit`. @default 4, 1000, 2 seconds */
  admission?: Partial<GateOptions>;
  lifetimes?: Partial<SessionLifetimes>;
  /** What keeps sessions. @default "lucia" */
  engine?: keyof typeof engines;
  /** Who tells what has changed; without it sessions are looked up on each use. */
  news?: SessionNews;
  /** What API keys begin with after `ak_`, in letters. @default "live" */
  keyLabel?: string;
  /** @default localhost, without an origin at which passkeys could be used */
  relyingParty?: RelyingParty;
  onError?: (error: unknown) => void;
  /** Without it nothing is signed. */
  tokens?: TokenOptions;
  now?: () => Date;
};

const engines = { lucia: createLuciaEngine, native: createNativeEngine };
const refuse = () => {
  throw new Error("There is nothing to seal signing keys with.");
};
const noTokens: TokenOptions = {
  issuer: "https://localhost",
  audiences: [],
  refreshKeys: keyRing(randomBytes(32).toString("hex")),
  deviceKey: randomBytes(32).toString("hex"),
  sealer: { seal: refuse, open: refuse },
};
const nowhere: RelyingParty = { id: "localhost", name: "Tenon", origins: [] };

/** Disposing of it writes what waits to be written. */
export function createAuth(options: AuthOptions): Auth & AsyncDisposable {
  const { db, throttleKeys, engine = "lucia", news = noNews, relyingParty = nowhere, onError } = options;
  const { now = () => new Date(), tokens = noTokens } = options;
  const lifetimes = { ...defaultLifetimes, ...options.lifetimes };
  const lastSeen = createLastSeen({ db, onError });
  const lastUsed = createLastSeen({ db, of: "apiKeys", onError });
  const cache = createSessionCache({ news });
  const { issuer, audiences, refreshKeys, deviceKey, sealer } = tokens;
  const signingKeys = createSigningKeys(db, { sealer, now });
  return {
    passwords: createPasswords(options.passwords),
    sessions: createSessions({ db, engine: engines[engine](db), lifetimes, news, cache, lastSeen }),
    throttle: createLoginThrottle({ db, keys: throttleKeys }),
    oneTimeTokens: createOneTimeTokens(db),
    devices: createDevices(throttleKeys),
    admit: createGate({ ...admission, ...options.admission }),
    apiKeys: createApiKeys({ db, label: options.keyLabel, cache: createSessionCache({ news }), lastUsed }),
    passkeys: createPasskeys(relyingParty),
    secondFactorTries: createSecondFactorTries(db),
    accessTokens: createAccessTokens({ keys: signingKeys, issuer, audiences, now }),
    refreshTokens: createRefreshTokens(db, refreshKeys),
    signingKeys,
    deviceGrants: createDeviceGrants(db, deviceKey),
    async [Symbol.asyncDispose]() {
      await lastSeen[Symbol.asyncDispose]();
      await lastUsed[Symbol.asyncDispose]();
    },
  };
}
