import type { IdentityProvider } from "@tenon/auth";
import { AppError, invalidField } from "@tenon/contract/app-error";
import type { FlowStart } from "@tenon/contract/identities";

/** Signing in with what others say of who somebody is. */
export interface Federation {
  readonly providers: ReadonlyMap<string, IdentityProvider>;
  /** Where a provider sends the browser back to: two addresses for each, both known to it beforehand. */
  callbackUrl(provider: string, finish: FlowStart["finish"]): string;
  /** Where the browser goes in the end. Throws INVALID_INPUT for an address that is not ours (ASVS 5.0 3.7.2). */
  returnUrl(returnTo: string | undefined): string;
}

export type FederationOptions = {
  providers: ReadonlyMap<string, IdentityProvider>;
  /** Where the world reaches the server. */
  publicUrl: string;
  /** The web app, where there is one. */
  webUrl: string | undefined;
  /** Other origins to which a browser may be sent. */
  trustedOrigins: readonly string[];
};

/** The paths at which browsers arrive: from a provider, and in the end where there is no web app. */
export const callbackPath = "/auth/callback/";
export const donePath = "/auth/done";

export function createFederation({ providers, publicUrl, webUrl, trustedOrigins }: FederationOptions): Federation {
  const base = webUrl ?? publicUrl;
  const origins = new Set([...trustedOrigins, publicUrl, base].map((url) => new URL(url).origin));
  return {
    providers,
    callbackUrl(provider, finish) {
      if (finish === "server") return `${publicUrl}${callbackPath}${provider}`;
      if (webUrl === undefined) throw invalidField(["finish"], "there is no web app: WEB_URL is not set");
      return `${webUrl}${callbackPath}${provider}`;
    },
    returnUrl(returnTo) {
      if (returnTo === undefined) return webUrl === undefined ? `${publicUrl}${donePath}` : `${webUrl}/`;
      // What a browser makes of it counts: `/\evil.example` is another host to it, and `blob:` has an origin.
      const url = URL.parse(returnTo, returnTo.startsWith("/") ? base : undefined);
      const isOurs = url !== null && /^https?:$/.test(url.protocol) && origins.has(url.origin);
      if (!isOurs || url.username !== "" || url.password !== "")
        throw invalidField(["returnTo"], "must be a path, or an address of a trusted origin");
      return url.href;
    },
  };
}

/** Throws PROVIDER_NOT_FOUND. */
export function providerOf({ providers }: Federation, id: string): IdentityProvider {
  const provider = providers.get(id);
  if (!provider) throw new AppError("PROVIDER_NOT_FOUND");
  return provider;
}
