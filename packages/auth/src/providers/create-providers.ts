import type { IdentityProvider, ProviderSettings } from "./identity-provider.ts";

/** The providers by their ids, in the order in which they are offered. Nobody is asked before somebody wants to sign in. */
export const createIdentityProviders = (settings: ProviderSettings[]): ReadonlyMap<string, IdentityProvider> =>
  new Map(settings.map((one) => [one.id, madeWhenNeeded(one)] as const));

/** The library takes 40 ms and 9 MB, which a process has no use for until then. */
function madeWhenNeeded(settings: ProviderSettings): IdentityProvider {
  const { id, name, isTrusted } = settings;
  let made: Promise<IdentityProvider> | undefined;
  const provider = () => (made ??= make(settings));
  return {
    id,
    name,
    isTrusted,
    authorizationUrl: async (flow) => (await provider()).authorizationUrl(flow),
    identify: async (flow, answer) => (await provider()).identify(flow, answer),
  };
}

async function make(settings: ProviderSettings): Promise<IdentityProvider> {
  if (settings.kind === "github") return (await import("./github.ts")).createGithubProvider(settings);
  return (await import("./oidc.ts")).createOidcProvider(settings);
}
