import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
} from "openid-client";
import { discovered } from "./client.ts";
import { checksOf, type Flow } from "./flow-checks.ts";
import type { IdentityProvider, ProviderAnswer, ProviderSettings } from "./identity-provider.ts";
import { providerError } from "./provider-errors.ts";

/** An OpenID provider: code flow with PKCE, state, nonce, `iss` and a verified id_token (OpenID Connect Core 1.0, 3.1.3.7). */
export function createOidcProvider(settings: ProviderSettings): IdentityProvider {
  const { id, name, isTrusted, scopes } = settings;
  const configured = discovered(settings);

  return {
    id,
    name,
    isTrusted,

    async authorizationUrl(flow) {
      const { nonce } = checksOf(flow);
      const parameters = { ...(await requestOf(flow, scopes)), nonce };
      return buildAuthorizationUrl(await configured(), parameters).href;
    },

    async identify(flow, answer) {
      const configuration = await configured();
      const { state, nonce, verifier } = checksOf(flow);
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      try {
        const tokens = await authorizationCodeGrant(configuration, addressOf(flow, answer), checks);
        const claims = tokens.claims();
        if (!claims) throw new Error("an id_token is expected, and so are its claims");
        const hasProfile = claims["email"] !== undefined || !configuration.serverMetadata().userinfo_endpoint;
        const profile = hasProfile ? claims : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
        return {
          issuer: claims.iss,
          subject: claims.sub,
          email: textOf(profile["email"]),
          isEmailVerified: profile["email_verified"] === true,
          name: textOf(profile["name"]) ?? textOf(profile["preferred_username"]),
          isMultiFactor: Array.isArray(claims["amr"]) && claims["amr"].includes("mfa"),
        };
      } catch (error) {
        throw providerError(error);
      }
    },
  };
}

/** What every flow asks for (RFC 6749, 4.1.1; RFC 7636). */
export async function requestOf(flow: Flow, scopes: string[]): Promise<Record<string, string>> {
  const { state, verifier } = checksOf(flow);
  return {
    response_type: "code",
    redirect_uri: flow.redirectUri,
    scope: scopes.join(" "),
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  };
}

/** The address that the browser came back to, as the library reads it. */
export function addressOf({ redirectUri }: Flow, answer: ProviderAnswer): URL {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

/** A claim that is text with something in it. */
export const textOf = (claim: unknown): string | null => (typeof claim === "string" && claim !== "" ? claim : null);
