import { hkdfSync } from "node:crypto";
import { type KeyRing, keyRing } from "@tenon/auth";
import type { Limit, Limits } from "@tenon/core/limits";
import { developmentSecret, Env } from "./env.ts";
import { providerFaults, providersOf } from "./identity-providers.ts";
import { productionFaults } from "./production-faults.ts";
import { Secret } from "./secret.ts";
import { readSender } from "./sender.ts";

export type Config = ReturnType<typeof toConfig>;

/** All faults of a configuration at once, one per line. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(faults: string[]) {
    const heading =
      faults.length === 1 ? "The configuration has a fault:" : `The configuration has ${faults.length} faults:`;
    super([heading, ...faults.map((fault) => `  ${fault}`), "Every variable is explained in .env.example."].join("\n"));
  }
}

/** Reads the environment, once. Throws ConfigError with every fault. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  // `PORT=` in an .env file means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Env.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const faulty = issues.map(({ path }) => String(path[0]));
  // The rules are asked about all else, so that nobody mends one fault to be told of the next.
  const sound = Env.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !faulty.includes(name))));
  const isAboutFaulty = (fault: string) => faulty.some((name) => fault.match(/\w+/g)?.includes(name));
  const faults = [
    ...issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    ...policyFaults(sound).filter((fault) => !isAboutFaulty(fault)),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  return toConfig(sound);
}

function policyFaults(env: Env): string[] {
  const faults: string[] = [];
  if (!env.DATABASE_URL)
    faults.push("DATABASE_URL: is not set; `npm start` sets it to an embedded database in development");
  if (env.COOKIE_DOMAIN !== undefined && !isBelow(env.PUBLIC_URL, env.COOKIE_DOMAIN))
    faults.push("COOKIE_DOMAIN: PUBLIC_URL must be https and at this domain or below it");
  if (env.SESSION_ABSOLUTE_DAYS < env.SESSION_IDLE_DAYS)
    faults.push("SESSION_ABSOLUTE_DAYS: must not be below SESSION_IDLE_DAYS");
  if (env.ADMIN_SESSION_ABSOLUTE_HOURS < env.ADMIN_SESSION_IDLE_HOURS)
    faults.push("ADMIN_SESSION_ABSOLUTE_HOURS: must not be below ADMIN_SESSION_IDLE_HOURS");
  if (env.SHUTDOWN_TIMEOUT_MS < env.SHUTDOWN_DELAY_MS + 2000)
    faults.push("SHUTDOWN_TIMEOUT_MS: must be at least 2000 above SHUTDOWN_DELAY_MS");
  if (mailDriver(env) === "smtp" && !env.SMTP_URL) faults.push("SMTP_URL: is not set, and MAIL is smtp");
  if (env.FILES === "s3" && !env.S3_BUCKET) faults.push("S3_BUCKET: FILES=s3 needs one");
  if (Boolean(env.S3_ACCESS_KEY_ID) !== Boolean(env.S3_SECRET_ACCESS_KEY))
    faults.push("S3_SECRET_ACCESS_KEY: goes together with S3_ACCESS_KEY_ID");
  if (env.AUTH_ENUMERATION_SAFE && env.CONDUIT !== "false")
    faults.push("AUTH_ENUMERATION_SAFE: Conduit's contract tells whether an address is taken; set CONDUIT=false");
  const isProduction = env.NODE_ENV === "production";
  faults.push(...providerFaults(env, { isProduction }));
  return isProduction ? [...faults, ...productionFaults(env, mailDriver(env))] : faults;
}

function isBelow(publicUrl = "", domain: string): boolean {
  const url = URL.parse(publicUrl);
  return url?.protocol === "https:" && `.${url.hostname}`.endsWith(`.${domain}`);
}

const mailDriver = ({ MAIL, SMTP_URL }: Env) => MAIL ?? (SMTP_URL === undefined ? "file" : "smtp");

const hourMs = 3_600_000;
const quarterMs = hourMs / 4;
const dayMs = 24 * hourMs;

function toConfig(env: Env) {
  const isProduction = env.NODE_ENV === "production";
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const secrets = [env.APP_SECRET ?? developmentSecret, ...env.APP_SECRET_PREVIOUS];
  const key = (secret: string, purpose: string) =>
    new Secret(Buffer.from(hkdfSync("sha256", secret, "tenon", purpose, 32)).toString("hex"));
  const ring = (purpose: string) => secrets.map((secret) => key(secret, purpose));

  return deepFreeze({
    isProduction,
    http: {
      host: env.HOST,
      port: env.PORT,
      trustedOrigins: [new URL(publicUrl).origin, ...env.TRUSTED_ORIGINS],
      trustedProxies: env.TRUST_PROXY,
      maxBodyBytes: env.MAX_BODY_BYTES,
      maxBatchSize: env.MAX_BATCH_SIZE,
      keepAliveMs: env.KEEP_ALIVE_MS,
      cookie: { secure: publicUrl.startsWith("https://"), domain: env.COOKIE_DOMAIN },
      hasDocs: env.DOCS === undefined ? !isProduction : env.DOCS === "on",
    },
    mcp: env.MCP,
    jobs: { isInline: env.JOBS === "inline", stopTimeoutMs: Math.max(1000, env.SHUTDOWN_TIMEOUT_MS - 5000) },
    database: {
      url: new Secret(env.DATABASE_URL ?? ""),
      directUrl: new Secret(env.DIRECT_DATABASE_URL ?? env.DATABASE_URL ?? ""),
      poolSize: env.DATABASE_POOL_SIZE,
      connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_MS,
      statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_MS,
      migrateOnStart: env.MIGRATE_ON_START,
    },
    redis: redisOf(env),
    mail: {
      driver: mailDriver(env),
      smtpUrl: new Secret(env.SMTP_URL ?? ""),
      from: readSender(env.MAIL_FROM) ?? { name: "", address: "" },
      dir: env.MAIL_DIR,
      digestMs: env.NOTIFICATION_DIGEST_MINUTES * 60_000,
      links: {
        publicUrl,
        pagesUrl: env.WEB_URL ?? `${publicUrl}/api/v1`,
        accountUrl: env.WEB_URL ?? `${publicUrl}/account`,
      },
      hasPreview: !isProduction,
    },
    // Of each purpose the newest key first.
    keys: {
      cursors: ring("cursors"),
      throttle: ring("login-throttle"),
      unsubscribe: ring("unsubscribe"),
      vault: ring("vault"),
      files: ring("files"),
      audit: ring("audit"),
      pepper: ring("password-pepper"),
      refresh: ring("refresh-tokens"),
      userCodes: ring("user-codes"),
    },
    accounts: { registration: env.AUTH_ENUMERATION_SAFE ? ("by-mail" as const) : ("at-once" as const) },
    retention: {
      auditMs: env.AUDIT_DAYS === 0 ? undefined : env.AUDIT_DAYS * dayMs,
      deletionMs: env.ACCOUNT_DELETION_DAYS * dayMs,
    },
    tokens: { issuer: publicUrl, audiences: env.ACCESS_TOKEN_AUDIENCES },
    federation: { publicUrl, webUrl: env.WEB_URL, providers: providersOf(env) },
    webhooks: { allowPrivate: env.WEBHOOK_ALLOW_PRIVATE },
    inbox: env.WEBHOOK_INBOX_SECRETS.map(({ provider, secret: shared }) => ({ provider, secret: new Secret(shared) })),
    files: {
      maxBytes: env.MAX_FILE_BYTES,
      quotaBytes: env.FILES_QUOTA_BYTES,
      // A port that is chosen at the start is not known here: addresses are then relative to the server's.
      baseUrl: env.PUBLIC_URL === undefined && env.PORT === 0 ? "" : publicUrl,
      dir: env.FILES_DIR,
      s3: env.FILES === "s3" ? s3Of(env) : undefined,
    },
    mfaRoles: env.MFA_REQUIRED_ROLES,
    relyingParty: relyingPartyOf(env, publicUrl),
    sessions: sessionsOf(env),
    passwords: {
      memoryKib: env.ARGON2_MEMORY_KIB,
      passes: env.ARGON2_PASSES,
      policy: { minLength: env.PASSWORD_MIN, composition: env.PASSWORD_COMPOSITION },
      breachFile: env.PASSWORD_BREACH_FILE,
      asksHibp: env.PASSWORD_HIBP,
    },
    ...limitsOf(env),
    streams: { perUser: env.STREAMS_PER_USER, perNetwork: env.STREAMS_PER_NETWORK, total: env.STREAMS },
    cacheBytes: env.CACHE_MB * 1_048_576,
    conduit: {
      isServed: env.CONDUIT !== "false",
      isAlone: env.CONDUIT === "only",
      passwords: env.CONDUIT_PASSWORDS,
    },
    log: { level: env.LOG_LEVEL, format: env.LOG_FORMAT ?? (isProduction ? ("json" as const) : ("pretty" as const)) },
    shutdown: { delayMs: env.SHUTDOWN_DELAY_MS, timeoutMs: env.SHUTDOWN_TIMEOUT_MS },
  });
}

/** Passkeys are for the host of the pages; other origins may use them where they are on it, or below it. */
function relyingPartyOf({ WEB_URL, TRUSTED_ORIGINS }: Env, publicUrl: string) {
  const id = new URL(WEB_URL ?? publicUrl).hostname;
  const isWithin = (origin: string) => `.${new URL(origin).hostname}`.endsWith(`.${id}`);
  const known = [publicUrl, WEB_URL ?? publicUrl, ...TRUSTED_ORIGINS].map((url) => new URL(url).origin);
  return { id, name: "Tenon", origins: [...new Set(known)].filter(isWithin) };
}

const redisOf = ({ REDIS_URL: url, REDIS_PREFIX: prefix, REDIS_TIMEOUT_MS: timeoutMs }: Env) =>
  url === undefined ? undefined : { url: new Secret(url), prefix, timeoutMs };

function sessionsOf(env: Env) {
  return {
    engine: env.AUTH_ENGINE,
    idleMs: env.SESSION_IDLE_DAYS * dayMs,
    absoluteMs: env.SESSION_ABSOLUTE_DAYS * dayMs,
    admin: { idleMs: env.ADMIN_SESSION_IDLE_HOURS * hourMs, absoluteMs: env.ADMIN_SESSION_ABSOLUTE_HOURS * hourMs },
    perUser: env.SESSIONS_PER_USER,
  };
}

/** Of all nodes together, and of one that counts for itself. */
function limitsOf(env: Env) {
  const calls = { count: env.RATE_LIMIT, windowMs: env.RATE_LIMIT_MINUTES * 60_000 };
  const limits = {
    calls,
    credentials: { count: env.LOGIN_LIMIT, windowMs: env.LOGIN_LIMIT_MINUTES * 60_000 },
    registrations: { count: env.REGISTER_LIMIT, windowMs: hourMs },
    mailRequests: { count: env.ACCOUNT_MAIL_LIMIT, windowMs: hourMs },
    mailsToAddress: { count: 3, windowMs: hourMs },
    // Whoever polls each five seconds, or refreshes each five minutes, is no flood.
    "token-calls": { ...calls, count: 6 * env.RATE_LIMIT },
    refreshes: { count: 60, windowMs: quarterMs },
    "user-codes": { count: 10, windowMs: quarterMs },
  } satisfies Limits;
  const partOf = ({ count, windowMs }: Limit): Limit => ({
    windowMs,
    count: Math.max(1, Math.floor(count / env.RATE_LIMIT_NODES)),
  });
  const { credentials, registrations, mailRequests } = limits;
  const parts = {
    credentials: partOf(credentials),
    registrations: partOf(registrations),
    mailRequests: partOf(mailRequests),
  };
  return { limits, nodeLimits: { ...limits, ...parts } satisfies Limits };
}

function s3Of(env: Env) {
  return {
    bucket: env.S3_BUCKET ?? "",
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT,
    credentials: env.S3_ACCESS_KEY_ID
      ? { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: new Secret(env.S3_SECRET_ACCESS_KEY ?? "") }
      : undefined,
  };
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) deepFreeze(part);
  return Object.freeze(value);
}

/** The keys of a purpose, for those who use them. */
export function ringOf([newest, ...earlier]: readonly Secret[]): KeyRing {
  return keyRing(newest?.reveal() ?? "", ...earlier.map((secret) => secret.reveal()));
}
