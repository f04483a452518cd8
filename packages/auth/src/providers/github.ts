import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  Configuration,
  fetchProtectedResource,
} from "openid-client";
import { defaultTimeoutMs, insecureFor } from "./client.ts";
import { checksOf } from "./flow-checks.ts";
import type { IdentityProvider, ProviderSettings } from "./identity-provider.ts";
import { addressOf, requestOf, textOf } from "./oidc.ts";
import { providerError, rejected, unavailable } from "./provider-errors.ts";

/**
 * GitHub, or a GitHub Enterprise Server: OAuth 2.0 without OpenID Connect, so that the account is read from its API over TLS. Its
 * number is the subject, as names are given anew; of its addresses only the primary one counts, and only once it is verified.
 */
export function createGithubProvider(settings: ProviderSettings): IdentityProvider {
  const { id, name, isTrusted, scopes } = settings;
  const base = new URL(settings.issuer);
  const issuer = `${base.origin}/login/oauth`;
  const api = base.hostname === "github.com" ? "https://api.github.com" : `${base.origin}/api/v3`;
  const configuration = configurationOf(settings, base);

  const read = async (path: string, token: string): Promise<unknown> => {
    const headers = new Headers({ accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" });
    const response = await fetchProtectedResource(configuration, token, new URL(`${api}${path}`), "GET", null, headers);
    const { ok, status } = response;
    if (ok) return response.json().catch((error: unknown) => Promise.reject(unavailable(error)));
    await response.body?.cancel();
    const error = new Error(`${path} answered ${status}`);
    throw status >= 400 && status < 500 && status !== 429 ? rejected(error) : unavailable(error);
  };

  return {
    id,
    name,
    isTrusted,

    async authorizationUrl(flow) {
      return buildAuthorizationUrl(configuration, await requestOf(flow, scopes)).href;
    },

    async identify(flow, answer) {
      const { state, verifier } = checksOf(flow);
      const checks = { expectedState: state, pkceCodeVerifier: verifier };
      try {
        const { access_token: token } = await authorizationCodeGrant(configuration, addressOf(flow, answer), checks);
        const [user, emails] = await Promise.all([read("/user", token), read("/user/emails", token)]);
        const account = accountOf(user);
        const email = primaryOf(emails);
        return { issuer, ...account, email, isEmailVerified: email !== null, isMultiFactor: false };
      } catch (error) {
        throw providerError(error);
      }
    },
  };
}

function configurationOf(
  { clientId, clientSecret, timeoutMs = defaultTimeoutMs }: ProviderSettings,
  base: URL,
): Configuration {
  const at = (path: string) => `${base.origin}/login/oauth${path}`;
  const server = {
    issuer: at(""),
    authorization_endpoint: at("/authorize"),
    token_endpoint: at("/access_token"),
  };
  const configuration = new Configuration(server, clientId, undefined, ClientSecretPost(clientSecret));
  configuration.timeout = timeoutMs / 1000;
  for (const allow of insecureFor(base)) allow(configuration);
  return configuration;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

function accountOf(user: unknown): { subject: string; name: string | null } {
  if (!isObject(user) || !Number.isSafeInteger(user["id"])) throw rejected(new Error("/user has no id"));
  return { subject: String(user["id"]), name: textOf(user["name"]) ?? textOf(user["login"]) };
}

function primaryOf(emails: unknown): string | null {
  if (!Array.isArray(emails)) throw rejected(new Error("/user/emails is no list"));
  const primary = emails.filter(isObject).find((entry) => entry["primary"] === true && entry["verified"] === true);
  return textOf(primary?.["email"]);
}
