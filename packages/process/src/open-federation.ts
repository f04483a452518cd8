import { createIdentityProviders } from "@tenon/auth";
import { createFederation, type Federation } from "@tenon/core/identities/federation";
import type { Config } from "./config.ts";

/** With whom one can sign in. Nobody is asked anything at the start: a provider that is gone keeps no server from starting. */
export function openFederation({ federation, http }: Config): Federation {
  const settings = federation.providers.map(({ clientSecret, scopes, ...provider }) => ({
    ...provider,
    scopes: [...scopes],
    clientSecret: clientSecret.reveal(),
  }));
  const { publicUrl, webUrl } = federation;
  const providers = createIdentityProviders(settings);
  return createFederation({ providers, publicUrl, webUrl, trustedOrigins: http.trustedOrigins });
}
