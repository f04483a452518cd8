import { developmentSecret, Env } from "./env.ts";
import type { TrustedProxies } from "./trusted-proxies.ts";
import { weaknessOf } from "./weak-secret.ts";

const remedy = "`openssl rand -base64 32` makes one";
/** OWASP's least for argon2id. */
export const leastMemoryKib = 19_456;
const leastPasses = 2;

/** What development may do and production must not: each fault names its variable, and what helps. Never a value. */
export function productionFaults(env: Env, mailDriver: string): string[] {
  const faults = [...secretFaults(env), ...originFaults(env), ...mailFaults(env, mailDriver)];
  if (env.WEBHOOK_ALLOW_PRIVATE) faults.push("WEBHOOK_ALLOW_PRIVATE: production must not call private addresses");
  if (env.ARGON2_MEMORY_KIB < leastMemoryKib)
    faults.push(`ARGON2_MEMORY_KIB: production needs at least ${leastMemoryKib}`);
  if (env.ARGON2_PASSES < leastPasses) faults.push(`ARGON2_PASSES: production needs at least ${leastPasses}`);
  if (trustsEverybody(env.TRUST_PROXY))
    faults.push("TRUST_PROXY: whole parts of the internet are no proxies of yours; name their addresses and networks");
  return faults;
}

const exampleOf = (name: keyof typeof Env.shape): string | undefined =>
  (Env.shape[name].meta()?.["examples"] as string[] | undefined)?.[0];

/** Secrets that belong to others; what they made is random, but what stands in .env.example is everybody's. */
const copied = ["GITHUB_CLIENT_SECRET", "GOOGLE_CLIENT_SECRET", "S3_SECRET_ACCESS_KEY"] as const;
const addressed = ["DATABASE_URL", "DIRECT_DATABASE_URL", "REDIS_URL", "SMTP_URL"] as const;

function secretFaults(env: Env): string[] {
  const weakness = env.APP_SECRET && weaknessOf(env.APP_SECRET);
  const faults: string[] = [];
  if (!env.APP_SECRET || env.APP_SECRET === developmentSecret)
    faults.push(`APP_SECRET: production needs one of its own; ${remedy}`);
  else if (weakness) faults.push(`APP_SECRET: can be guessed, for it ${weakness}; ${remedy}`);
  // Weak ones may be earlier ones: with them what they have sealed is read and sealed anew.
  const published = [developmentSecret, exampleOf("APP_SECRET_PREVIOUS")];
  if (env.APP_SECRET_PREVIOUS.some((secret) => published.includes(secret)))
    faults.push("APP_SECRET_PREVIOUS: everybody knows the secrets of development and of .env.example; take them out");
  for (const name of copied)
    if (env[name] !== undefined && env[name] === exampleOf(name))
      faults.push(`${name}: is that of .env.example; take your own`);
  for (const name of addressed) {
    const password = passwordIn(env[name]);
    if (password && password === passwordIn(exampleOf(name)))
      faults.push(`${name}: has the password of .env.example; give that user another one`);
  }
  const [, exampleSecret] = exampleOf("WEBHOOK_INBOX_SECRETS")?.split("=") ?? [];
  if (env.WEBHOOK_INBOX_SECRETS.some(({ secret }) => secret === exampleSecret || isWeakInboxSecret(secret)))
    faults.push("WEBHOOK_INBOX_SECRETS: one can be guessed; take those that the providers gave you");
  return faults;
}

const passwordIn = (url = ""): string | undefined => URL.parse(url)?.password;

const isWeakInboxSecret = (secret: string): boolean =>
  weaknessOf(Buffer.from(secret.slice("whsec_".length), "base64").toString("latin1")) !== undefined;

const isLocal = (origin: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(new URL(origin).hostname);

function originFaults({ PUBLIC_URL, WEB_URL, TRUSTED_ORIGINS }: Env): string[] {
  const isHttps = (origin: string) => origin.startsWith("https://");
  const faults: string[] = [];
  if (PUBLIC_URL === undefined || !isHttps(PUBLIC_URL))
    faults.push("PUBLIC_URL: production needs an https:// origin; without it cookies are not Secure");
  if (WEB_URL !== undefined && !isHttps(WEB_URL)) faults.push("WEB_URL: production needs an https:// origin");
  if (!TRUSTED_ORIGINS.every(isHttps)) faults.push("TRUSTED_ORIGINS: production needs https:// origins");
  if (TRUSTED_ORIGINS.some(isLocal))
    faults.push("TRUSTED_ORIGINS: any program on a visitor's machine may be at localhost; take it out");
  return faults;
}

function mailFaults(env: Env, driver: string): string[] {
  if (driver !== "smtp" && driver !== "off")
    return ["MAIL: production needs smtp, with SMTP_URL and MAIL_FROM; or off, and then nobody is mailed"];
  const isExample = env.MAIL_FROM === Env.shape.MAIL_FROM.parse(undefined);
  return driver === "smtp" && isExample ? ["MAIL_FROM: production needs an address of its own"] : [];
}

/** Networks so wide are nobody's own: below /8 of IPv4, below /16 of IPv6. */
const trustsEverybody = (proxies: TrustedProxies): boolean =>
  typeof proxies !== "number" &&
  proxies.rules.some((rule) => {
    const [, family, bits] = /^Subnet: (IPv4|IPv6) .+\/(\d+)$/.exec(rule) ?? [];
    return bits !== undefined && Number(bits) < (family === "IPv4" ? 8 : 16);
  });
