import type { Flow } from "./flow-checks.ts";

/** Somebody whose word counts for who a person is, as it is configured. */
export type ProviderSettings = {
  /** Part of addresses and of a cookie's name: `a-z`, digits, `-`. */
  id: string;
  /** What its button says. */
  name: string;
  /** `github` speaks OAuth 2.0 with an API of its own, all others OpenID Connect. */
  kind: "oidc" | "github";
  /** The issuer's identifier, where discovery begins; of GitHub where it is reached. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: string[];
  /** Whether its word that an address is verified is taken for ours. */
  isTrusted: boolean;
  /** Of each request to it. @default 5000 */
  timeoutMs?: number;
};

/** What the browser brings back from the provider (RFC 6749, 4.1.2; RFC 9207). */
export type ProviderAnswer = {
  state: string;
  code?: string | undefined;
  error?: string | undefined;
  iss?: string | undefined;
};

/** Who a provider says that somebody is. Issuer and subject together are the identity; all else may change. */
export type ProvidedIdentity = {
  issuer: string;
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
  /** Whether it says, signed, that two factors were shown (RFC 8176). */
  isMultiFactor: boolean;
};

export interface IdentityProvider {
  readonly id: string;
  readonly name: string;
  readonly isTrusted: boolean;
  /** Where the browser is sent. Throws PROVIDER_UNAVAILABLE. */
  authorizationUrl(flow: Flow): Promise<string>;
  /** Redeems the answer and verifies what comes of it. Throws OAUTH_DENIED, OAUTH_REJECTED or PROVIDER_UNAVAILABLE. */
  identify(flow: Flow, answer: ProviderAnswer): Promise<ProvidedIdentity>;
}
