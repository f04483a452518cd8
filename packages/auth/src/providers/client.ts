import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from "openid-client";
import type { ProviderSettings } from "./identity-provider.ts";
import { unavailable } from "./provider-errors.ts";

export const defaultTimeoutMs = 5000;
/** Issuers say where their endpoints are, and may move them. */
const keepMs = 3_600_000;

/**
 * The issuer's metadata, read when it is first needed and kept for an hour, by one request for all who wait. An issuer that cannot
 * be reached is asked again by the next call; until it answers, what it said before counts. Throws PROVIDER_UNAVAILABLE.
 */
export function discovered(settings: ProviderSettings): () => Promise<Configuration> {
  let known: { configuration: Configuration; until: number } | undefined;
  let asking: Promise<Configuration> | undefined;

  const ask = async () => {
    try {
      const configuration = await discover(settings);
      known = { configuration, until: performance.now() + keepMs };
      return configuration;
    } catch (error) {
      if (known) return known.configuration;
      throw unavailable(error);
    } finally {
      asking = undefined;
    }
  };
  return () => {
    if (known && performance.now() < known.until) return Promise.resolve(known.configuration);
    asking ??= ask();
    return asking;
  };
}

/** Redirects are errors to the library. The id_token's signature is verified, though TLS alone would satisfy the specification. */
function discover({
  issuer,
  clientId,
  clientSecret,
  timeoutMs = defaultTimeoutMs,
}: ProviderSettings): Promise<Configuration> {
  const url = new URL(issuer);
  const execute = [enableNonRepudiationChecks, ...insecureFor(url)];
  return discovery(url, clientId, undefined, secretAs(clientSecret), { timeout: timeoutMs / 1000, execute });
}

/** Plain http, which the configuration allows on loopback alone. */
export const insecureFor = ({ protocol }: URL) => (protocol === "http:" ? [allowInsecureRequests] : []);

/** As the issuer's metadata asks; basic is what is meant where it says nothing (OpenID Connect Discovery 1.0, 3). */
function secretAs(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    (methods.includes("client_secret_basic") ? basic : post)(server, ...rest);
  };
}
