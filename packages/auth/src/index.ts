import type { Db } from "@tenon/db";
import { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { createDeviceGrants, type DeviceGrants } from "./device-grants.ts";
import { createLuciaEngine } from "./engine-lucia.ts";
import { createNativeEngine } from "./engine-native.ts";
import { createLastSeen } from "./last-seen.ts";
import { createLoginThrottle, type LoginThrottle } from "./login-throttle.ts";
import { createOneTimeTokens, type OneTimeTokens } from "./one-time-tokens.ts";
import { createPasswords, type PasswordOptions, type Passwords } from "./passwords.ts";
import { createRefreshTokens, type RefreshTokens } from "./refresh-tokens.ts";
import { createSessionCache } from "./session-cache.ts";
import { noNews, type SessionNews } from "./session-news.ts";
import { createSessions, defaultLifetimes, type SessionLifetimes, type Sessions } from "./sessions.ts";
import { createSigningKeys, type Sealer, type SigningKeys } from "./signing-keys.ts";

export type { ApiKeyEntry } from "./api-keys.ts";
export type { DeviceGrant } from "./device-grants.ts";
export { createFlowCookie, type FlowCookie } from "./flow-cookie.ts";
export { passwordFaults } from "./password-policy.ts";
export { createIdentityProviders } from "./providers/create-providers.ts";
export { checksOf, isStateOf } from "./providers/flow-checks.ts";
export type {
  IdentityProvider,
  ProvidedIdentity,
  ProviderAnswer,
  ProviderSettings,
} from "./providers/identity-provider.ts";
export { createSessionCookie, type SessionCookie } from "./session-cookie.ts";
export type { SessionChange, SessionNews } from "./session-news.ts";
export type { AssuranceLevel, AuthMethod, Session, Shown, StartedSession } from "./session-engine.ts";
export type { SessionEntry } from "./session-rows.ts";
export type { Sealer, SigningKeyEntry } from "./signing-keys.ts";
export type { Principal, SignIn } from "./sessions.ts";

/** Everything about credentials, behind small ports. */
export type Auth = {
  passwords: Passwords;
  sessions: Sessions;
  throttle: LoginThrottle;
  oneTimeTokens: OneTimeTokens;
  apiKeys: ApiKeys;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
  signingKeys: SigningKeys;
  devices: DeviceGrants;
};

export type TokenOptions = {
  /** Where the world reaches us: who access tokens are from, and for whom those are that we take. */
  issuer: string;
  /** Other services that access tokens may be made for. */
  audiences: readonly string[];
  /** The first makes refresh tokens, all verify them. */
  refreshKeys: readonly [string, ...string[]];
  /** Keys the hashes of the codes that people type. */
  deviceKey: string;
  /** Seals the keys that sign. */
  sealer: Sealer;
};

export type AuthOptions = {
  db: Db;
  /** Keys the hashes of account names; at least 32 bytes. */
  secret: string;
  passwords?: PasswordOptions;
  lifetimes?: Partial<SessionLifetimes>;
  /** What keeps sessions. @default "lucia" */
  engine?: keyof typeof engines;
  /** Who tells what has changed; without it sessions are looked up on each use. */
  news?: SessionNews;
  /** What API keys begin with after `ak_`, in letters. @default "live" */
  keyLabel?: string;
  onError?: (error: unknown) => void;
  /** Without it nothing is signed. */
  tokens?: TokenOptions;
  now?: () => Date;
};

const engines = { lucia: createLuciaEngine, native: createNativeEngine };

/** Disposing of it writes what waits to be written. */
export function createAuth({
  db,
  secret,
  engine = "lucia",
  news = noNews,
  now = () => new Date(),
  ...options
}: AuthOptions): Auth & AsyncDisposable {
  const lifetimes = { ...defaultLifetimes, ...options.lifetimes };
  const { onError } = options;
  const lastSeen = createLastSeen({ db, onError });
  const lastUsed = createLastSeen({ db, of: "apiKeys", onError });
  const cache = createSessionCache({ news });
  const { issuer, audiences, refreshKeys, deviceKey, sealer } = options.tokens ?? noTokens(secret);
  const signingKeys = createSigningKeys(db, { sealer, now });
  return {
    passwords: createPasswords(options.passwords),
    sessions: createSessions({ db, engine: engines[engine](db), lifetimes, news, cache, lastSeen }),
    throttle: createLoginThrottle({ db, secret }),
    oneTimeTokens: createOneTimeTokens(db),
    apiKeys: createApiKeys({ db, label: options.keyLabel, cache: createSessionCache({ news }), lastUsed }),
    accessTokens: createAccessTokens({ keys: signingKeys, issuer, audiences, now }),
    refreshTokens: createRefreshTokens(db, refreshKeys),
    signingKeys,
    devices: createDeviceGrants(db, deviceKey),
    async [Symbol.asyncDispose]() {
      await lastSeen[Symbol.asyncDispose]();
      await lastUsed[Symbol.asyncDispose]();
    },
  };
}

function noTokens(secret: string): TokenOptions {
  const refuse = () => {
    throw new Error("There is nothing to seal signing keys with.");
  };
  const sealer = { seal: refuse, open: refuse };
  return { issuer: "https://localhost", audiences: [], refreshKeys: [secret], deviceKey: secret, sealer };
}
