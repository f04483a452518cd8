import { randomBytes, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { MailMessage } from "@tenon/core/mail/mailer";
import { createTestDatabase } from "@tenon/db/testing";
import { createLog } from "@tenon/platform/log";
import { createMemoryMailer } from "@tenon/platform/mail/memory-mailer";
import { createWebhookSender } from "@tenon/platform/webhooks/sender";
import { type Config, readConfig } from "@tenon/process/config";
import { type App, buildApp } from "../../src/app.ts";
import { publicUrl } from "../oauth/browser.ts";
import { type OpenIdProvider, startOpenIdProvider } from "../oauth/openid-provider.ts";
import type { Ledger } from "./ledger.ts";

/** The whole server with all that it can be given, its log as it is written, and its mail. */
export type Served = AsyncDisposable & {
  app: App;
  config: Config;
  env: Record<string, string>;
  databaseUrl: string;
  provider: OpenIdProvider;
  mails: MailMessage[];
  log: () => string;
};

export const random = (): string => randomBytes(12).toString("hex");

/** What the process itself must keep to itself. */
const processSecrets = () => ({
  APP_SECRET: `the-secret-of-now-${random()}`,
  APP_SECRET_PREVIOUS: `the-secret-of-before-${random()}`,
  redis: random(),
  smtp: random(),
  s3: random(),
  github: random(),
  google: random(),
  inbox: randomBytes(32).toString("base64"),
});

export async function startServed(ledger: Ledger): Promise<Served> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase({ poolSize: 1 }));
  const filesDir = join(tmpdir(), `tenon-canary-${randomUUID()}`);
  stack.defer(() => rm(filesDir, { recursive: true, force: true }));
  const accounts = {
    ada: { email: "ada@provider.example.com", email_verified: true, name: "Zoe" },
    bob: { email: "bob@provider.example.com", email_verified: true, name: "Yan" },
  };
  const provider = stack.use(await startOpenIdProvider({ id: "acme", publicUrl, accounts }));
  const secrets = processSecrets();
  const env = {
    NODE_ENV: "test",
    PORT: "0",
    PUBLIC_URL: publicUrl,
    DATABASE_URL: database.url,
    MIGRATE_ON_START: "false",
    ARGON2_MEMORY_KIB: "8",
    ARGON2_PASSES: "1",
    JOBS: "inline",
    MAIL: "memory",
    RATE_LIMIT: "1000000",
    LOGIN_LIMIT: "1000000",
    REGISTER_LIMIT: "1000000",
    ACCOUNT_MAIL_LIMIT: "1000000",
    STREAMS_PER_NETWORK: "1000",
    STREAMS_PER_USER: "1000",
    TRUSTED_ORIGINS: "https://app.example.com",
    TRUST_PROXY: "1",
    MAX_BODY_BYTES: "100000",
    MCP: "write",
    CONDUIT: "true",
    LOG_LEVEL: "debug",
    LOG_FORMAT: "json",
    WEBHOOK_ALLOW_PRIVATE: "true",
    WEBHOOK_INBOX_SECRETS: `resend=whsec_${secrets.inbox}`,
    ACCESS_TOKEN_AUDIENCES: "https://search.example.com",
    APP_SECRET: secrets.APP_SECRET,
    APP_SECRET_PREVIOUS: secrets.APP_SECRET_PREVIOUS,
    // Nobody is there: what is told of that must not tell the password.
    REDIS_URL: `redis://tenon:${secrets.redis}@127.0.0.1:1/0`,
    SMTP_URL: `smtp://tenon:${secrets.smtp}@127.0.0.1:1`,
    S3_ACCESS_KEY_ID: "tenon",
    S3_SECRET_ACCESS_KEY: secrets.s3,
    GITHUB_CLIENT_ID: "tenon",
    GITHUB_CLIENT_SECRET: secrets.github,
    GITHUB_URL: "http://127.0.0.1:1",
    GOOGLE_CLIENT_ID: "tenon",
    GOOGLE_CLIENT_SECRET: secrets.google,
    OIDC_PROVIDERS: JSON.stringify([provider.entry]),
    FILES_DIR: filesDir,
  };
  const config = readConfig(env);
  for (const [name, value] of Object.entries(secrets)) ledger.keep(`the process's ${name}`, value);
  ledger.keep("the process's database password", new URL(database.url).password);
  ledger.keep("the provider's client secret", provider.entry.clientSecret);
  for (const [purpose, ring] of Object.entries(config.keys))
    for (const key of ring) ledger.keep(`the process's key of ${purpose}`, key.reveal());

  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = await createLog({ level: "debug", format: "json", destination });
  const mails: MailMessage[] = [];
  const memory = createMemoryMailer(config.mail.from);
  const mailer: typeof memory = {
    ...memory,
    send: (mail, signal) => {
      mails.push(mail);
      return memory.send(mail, signal);
    },
  };
  const sender = createWebhookSender({ allowPrivate: true, requireHttps: false });
  const isHere = (url: string) => URL.parse(url)?.hostname === "127.0.0.1";
  // What is far away is as if it had answered: nothing leaves this machine.
  const webhooks: typeof sender = {
    faultOf: (url) => (isHere(url) ? sender.faultOf(url) : Promise.resolve(undefined)),
    send: (message, signal) =>
      isHere(message.url) ? sender.send(message, signal) : Promise.resolve({ status: 204, excerpt: "" }),
  };
  const app = stack.adopt(await buildApp(config, { log, mailer, webhooks }), (built) => built.close());
  const resources = stack.move();
  return {
    app,
    config,
    env,
    databaseUrl: database.url,
    provider,
    mails,
    log: () => lines.join(""),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
