import type { ProviderSettings } from "@tenon/auth";
import type { Env } from "./env.ts";
import type { providerVariables } from "./provider-variables.ts";
import { Secret } from "./secret.ts";

type Variables = Pick<Env, keyof typeof providerVariables>;

export type ConfiguredProvider = Omit<ProviderSettings, "clientSecret"> & { clientSecret: Secret };

const pairs = ["GITHUB", "GOOGLE"] as const;

export function providerFaults(env: Variables, { isProduction }: { isProduction: boolean }): string[] {
  const halves = pairs.filter((name) => Boolean(env[`${name}_CLIENT_ID`]) !== Boolean(env[`${name}_CLIENT_SECRET`]));
  const faults = halves.map((name) => `${name}_CLIENT_SECRET: goes together with ${name}_CLIENT_ID`);
  if (!isProduction) return faults;
  if (env.GITHUB_URL.startsWith("http:")) faults.push("GITHUB_URL: production needs https://");
  if (env.OIDC_PROVIDERS?.some((provider) => provider.issuer.startsWith("http:")))
    faults.push("OIDC_PROVIDERS: production needs issuers with https://");
  return faults;
}

/** In the order in which they are offered. GitHub and Google verify addresses themselves, so that their word is taken. */
export function providersOf(env: Variables): ConfiguredProvider[] {
  const providers: ConfiguredProvider[] = [];
  if (env.GOOGLE_CLIENT_ID)
    providers.push({
      id: "google",
      name: "Google",
      kind: "oidc",
      issuer: "https://accounts.google.com",
      clientId: env.GOOGLE_CLIENT_ID,
      clientSecret: new Secret(env.GOOGLE_CLIENT_SECRET ?? ""),
      scopes: ["openid", "email", "profile"],
      isTrusted: true,
    });
  if (env.GITHUB_CLIENT_ID)
    providers.push({
      id: "github",
      name: "GitHub",
      kind: "github",
      issuer: env.GITHUB_URL,
      clientId: env.GITHUB_CLIENT_ID,
      clientSecret: new Secret(env.GITHUB_CLIENT_SECRET ?? ""),
      scopes: ["read:user", "user:email"],
      isTrusted: true,
    });
  const others = (env.OIDC_PROVIDERS ?? []).map(({ trusted: isTrusted, clientSecret, ...provider }) => ({
    ...provider,
    kind: "oidc" as const,
    clientSecret: new Secret(clientSecret),
    isTrusted,
  }));
  return [...providers, ...others];
}
