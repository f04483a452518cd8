import { z } from "zod";
import { accountVariables, earlierSecrets } from "./env-accounts.ts";
import { limitVariables } from "./env-limits.ts";
import { flag, listOf, whole } from "./env-types.ts";
import { providerVariables } from "./provider-variables.ts";
import { readSender } from "./sender.ts";
import { readProxies } from "./trusted-proxies.ts";

/** The value that development runs with; production refuses it. */
export const developmentSecret = "development-only-secret-do-not-use-in-production";

const trustedProxies = z.string().transform((text, { issues }) => {
  const proxies = readProxies(text);
  const message = "must be a number up to 10, or addresses and networks like 10.0.0.0/8, separated by commas";
  if (proxies === undefined) issues.push({ code: "custom", message, input: text });
  return proxies ?? z.NEVER;
});
const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, abort: true })
  .refine(
    (value) => /^\w+:\/\/[^/]+\/[^/]/.test(value),
    "must name a host and a database: postgres://user:password@host:5432/name",
  );
const origins = listOf(
  z.string().refine(isOrigin, "must be origins like https://app.example.com, separated by commas"),
);
const audiences = listOf(
  z.string().regex(/^[\w.:/-]{1,200}$/, "must be names or addresses of services, separated by commas"),
);

const inboxSecrets = z.string().transform((list, { issues }) =>
  list.split(",").map((pair) => {
    const [, provider = "", secret = ""] = /^\s*([a-z\d][a-z\d-]{0,39})=(whsec_[\w+/=-]+)\s*$/.exec(pair) ?? [];
    const bytes = Buffer.from(secret.slice("whsec_".length), "base64").length;
    // Standard Webhooks: 24 to 64 bytes. Never the value: messages are printed.
    const message = "must be pairs like resend=whsec_…, each secret with the base64 of 24 to 64 bytes";
    if (bytes < 24 || bytes > 64) issues.push({ code: "custom", message, input: undefined });
    return { provider, secret };
  }),
);

function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value && !value.includes("*");
}

/**
 * Every variable that the server reads. `.env.example` is rendered from this: the description is its comment,
 * the example its value.
 */
export const Env = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development").meta({
    description: "production: JSON logs, https cookies, no embedded database, no development secret.",
  }),
  HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .meta({ description: "The address to listen on; 0.0.0.0 in a container." }),
  PORT: whole(0, 65_535).default(3000).meta({ description: "The port to listen on; 0 takes a free one." }),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, "must be an origin like https://api.example.com")
    .optional()
    .meta({
      description: "Where the world reaches this server; https in production. Its scheme decides about the cookie.",
      examples: ["https://api.example.com"],
    }),
  TRUSTED_ORIGINS: origins.default([]).meta({
    description: "Origins of the web apps that may call with cookies, separated by commas. PUBLIC_URL is always one.",
    examples: ["https://app.example.com"],
  }),
  COOKIE_DOMAIN: z
    .string()
    .regex(/^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/, "must be a domain like example.com")
    .optional()
    .meta({
      description:
        "Shares the session's cookie with all hosts of this domain, whoever runs them. Default: none but PUBLIC_URL's, which is safer.",
      examples: ["example.com"],
    }),
  TRUST_PROXY: trustedProxies.default(0).meta({
    description:
      "How many reverse proxies stand in front and add to X-Forwarded-For; or their addresses and networks, separated by commas, where others can reach the server too.",
    examples: ["10.0.0.0/8, 2001:db8:1::/48"],
  }),
  DATABASE_URL: databaseUrl.optional().meta({
    description:
      "PostgreSQL 15 or newer. Without it `npm start` runs an embedded one in .tenon/ (never in production).",
    examples: ["postgres://tenon:password@localhost:5432/tenon"],
  }),
  DIRECT_DATABASE_URL: databaseUrl.optional().meta({
    description: "Past the connection pooler, for migrations and LISTEN. Needed with PgBouncer in transaction mode.",
    examples: ["postgres://tenon:password@localhost:5432/tenon"],
  }),
  DATABASE_POOL_SIZE: whole(1, 500).default(10).meta({ description: "Connections at most, per process." }),
  DATABASE_CONNECT_TIMEOUT_MS: whole(100, 60_000)
    .default(2000)
    .meta({ description: "How long a query waits for a connection." }),
  DATABASE_STATEMENT_TIMEOUT_MS: whole(100, 600_000)
    .default(10_000)
    .meta({ description: "After this a statement is cancelled." }),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .meta({
      description:
        "Redis 6.2 or newer: one count of limits, one cache and quicker signals for several nodes. All works without, and while it is gone.",
      examples: ["redis://:password@localhost:6379/0"],
    }),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,40}$/, "must be letters, digits, dots, dashes and underscores")
    .default("tenon")
    .meta({ description: "What all names in Redis begin with: one for each installation that shares it." }),
  CACHE_MB: whole(0, 100_000).default(32).meta({
    description:
      "Memory per process for public posts, lists, profiles and tags, which are at most a second old; 0 keeps none.",
  }),
  REDIS_TIMEOUT_MS: whole(10, 60_000).default(150).meta({
    description:
      "How long Redis may take for an answer. After three in a row that were later, it is asked each second only.",
  }),
  MIGRATE_ON_START: flag
    .default(true)
    .meta({ description: "Apply pending migrations at start; safe on many nodes at once." }),
  APP_SECRET: z
    .string()
    .min(32, "must be at least 32 characters")
    .optional()
    .meta({
      description:
        "All keys are made of it: of signatures, of what is stored encrypted, of password hashes. The same on every node; openssl rand -base64 32 makes one.",
      examples: [developmentSecret],
    }),
  APP_SECRET_PREVIOUS: earlierSecrets,
  AUTH_ENGINE: z.enum(["lucia", "native"]).default("lucia").meta({
    description: "What makes and looks up sessions: lucia, or a file of ours. Both read the same rows.",
  }),
  MFA_REQUIRED_ROLES: listOf(z.enum(["user", "editor", "admin"]))
    .default([])
    .meta({
      description: "Roles whose accounts must have a second factor, separated by commas; admin is a good one.",
      examples: ["admin"],
    }),
  SESSION_IDLE_DAYS: whole(1, 365).default(7).meta({ description: "A session that is not used for this long ends." }),
  SESSION_ABSOLUTE_DAYS: whole(1, 365).default(30).meta({ description: "A session ends after this in any case." }),
  ADMIN_SESSION_IDLE_HOURS: whole(1, 8760).default(1).meta({ description: "The same for administrators." }),
  ADMIN_SESSION_ABSOLUTE_HOURS: whole(1, 8760).default(24).meta({ description: "The same for administrators." }),
  SESSIONS_PER_USER: whole(1, 1000).default(20).meta({
    description: "Sessions at once; the one that was not used for longest gives way to a new one.",
  }),
  AUDIT_DAYS: whole(0, 36_500)
    .default(400)
    .meta({ description: "How long the audit log is kept; 0 keeps it for ever." }),
  ACCOUNT_DELETION_DAYS: whole(0, 30).default(7).meta({
    description: "For how long a link in mail keeps an account that its owner has deleted; 0 deletes at once.",
  }),
  ACCESS_TOKEN_AUDIENCES: audiences.default([]).meta({
    description:
      "Other services that `auth.token` may make tokens for, separated by commas; the first is the default (docs/recipes/tokens.md).",
    examples: ["https://search.example.com"],
  }),
  ARGON2_MEMORY_KIB: whole(8, 1_048_576)
    .default(19_456)
    .meta({ description: "argon2id memory; production refuses less than 19456." }),
  ARGON2_PASSES: whole(1, 20).default(2).meta({ description: "argon2id passes; production refuses less than 2." }),
  ...accountVariables,
  MAX_BODY_BYTES: whole(1024, 100_000_000).default(1_048_576).meta({ description: "The largest request body." }),
  MAX_FILE_BYTES: whole(1024, 5_000_000_000)
    .default(1_000_000_000)
    .meta({ description: "The largest file that may be uploaded." }),
  FILES_QUOTA_BYTES: whole(1024, 1_000_000_000_000_000)
    .default(5_000_000_000)
    .meta({ description: "What the files of one user may take together." }),
  FILES: z.enum(["disk", "s3"]).default("disk").meta({
    description: "Where files are kept: below FILES_DIR, which all nodes must share, or in an S3 bucket.",
  }),
  FILES_DIR: z.string().min(1).default(".tenon/files").meta({ description: "The folder of FILES=disk." }),
  S3_BUCKET: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: "The bucket of FILES=s3; private, for Tenon decides who may read.",
      examples: ["tenon-files"],
    }),
  S3_REGION: z.string().min(1).default("us-east-1").meta({ description: "Its region." }),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description: "An S3-compatible server other than Amazon's; clients must reach it too.",
      examples: ["https://s3.example.com"],
    }),
  S3_ACCESS_KEY_ID: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Without it the AWS SDK looks in its usual places.", examples: ["tenon"] }),
  S3_SECRET_ACCESS_KEY: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Belongs to it.", examples: ["a secret"] }),
  MAX_BATCH_SIZE: whole(1, 100).default(10).meta({ description: "The most tRPC calls in one request." }),
  JOBS: z.enum(["inline", "off"]).default("inline").meta({
    description: "inline: the server runs jobs too; off: only workers do (apps/worker). A worker always does.",
  }),
  MAIL: z
    .enum(["smtp", "file", "memory", "off"])
    .optional()
    .meta({
      description:
        "smtp: sent by SMTP_URL; file: written to MAIL_DIR; memory: kept, until the end; off: none. Default: smtp where SMTP_URL is set, else file.",
      examples: ["smtp"],
    }),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .meta({
      description:
        "The mail server: smtps: for TLS at once, ?requireTLS=true for STARTTLS or nothing; user and password are URL-encoded.",
      examples: ["smtp://user:password@mail.example.com:587?requireTLS=true"],
    }),
  MAIL_FROM: z
    .string()
    .refine((value) => readSender(value) !== undefined, "must be like Tenon <no-reply@example.com>")
    .default("Tenon <no-reply@tenon.invalid>")
    .meta({ description: "Whom mail is from; the domain is that of Message-IDs too." }),
  MAIL_DIR: z.string().min(1).default(".tenon/mail").meta({ description: "Where MAIL=file writes." }),
  WEB_URL: z
    .string()
    .refine(isOrigin, "must be an origin like https://app.example.com")
    .optional()
    .meta({
      description:
        "The web app: links in mail lead to /posts/{slug}, /users/{username}, /webhooks/{id}, /me and the pages of docs/recipes/mail.md below it. Default: the server's own.",
      examples: ["https://app.example.com"],
    }),
  NOTIFICATION_DIGEST_MINUTES: whole(0, 1440)
    .default(5)
    .meta({ description: "How long notifications are gathered for one mail." }),
  ...limitVariables,
  ...providerVariables,
  MCP: z.enum(["off", "read", "write"]).default("read").meta({
    description: "What the tools at /mcp may do: not be there, read, or change things as well.",
  }),
  KEEP_ALIVE_MS: whole(1000, 600_000)
    .default(65_000)
    .meta({ description: "Idle connections are kept this long; above the load balancer's." }),
  CONDUIT: z.enum(["false", "true", "only"]).default("false").meta({
    description: "true: the RealWorld Conduit API under /conduit/api as well; only: nothing else (apps/conduit).",
  }),
  CONDUIT_PASSWORDS: z.enum(["any", "strict"]).default("any").meta({
    description: "What Conduit takes as a password: any, as its front ends expect, or strict, as all else does.",
  }),
  DOCS: z
    .enum(["on", "off"])
    .optional()
    .meta({ description: "The API's reference at /docs. Default: off in production, else on.", examples: ["on"] }),
  WEBHOOK_ALLOW_PRIVATE: flag.default(false).meta({
    description: "Whether webhooks may call private addresses, localhost among them; never in production.",
  }),
  WEBHOOK_INBOX_SECRETS: inboxSecrets.default([]).meta({
    description:
      "Who may send to /webhooks/in/{provider}: provider=secret pairs, separated by commas. Two for one provider while it changes its secret.",
    examples: ["resend=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
  }),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"])
    .default("info")
    .meta({ description: "The least level that is logged." }),
  LOG_FORMAT: z
    .enum(["json", "pretty"])
    .optional()
    .meta({ description: "How a line is written. Default: json in production, else pretty.", examples: ["json"] }),
  SHUTDOWN_DELAY_MS: whole(0, 60_000).default(0).meta({
    description: "After SIGTERM, how long to go on serving while /health/ready says no; 5000 behind a load balancer.",
  }),
  SHUTDOWN_TIMEOUT_MS: whole(1000, 120_000)
    .default(25_000)
    .meta({ description: "After this, counted from SIGTERM, the process exits in any case." }),
});
export type Env = z.output<typeof Env>;
