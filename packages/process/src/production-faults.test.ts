import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { weaknessOf } from "./weak-secret.ts";

const strong = "5wTz0mVqYc8LrK2nHd7uXj4eBs9gPaQ1";
const sound = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://ada:hunter2@localhost/tenon",
  APP_SECRET: strong,
  PUBLIC_URL: "https://api.example.com",
  SMTP_URL: "smtp://ada:hunter2@mail.example.com",
  MAIL_FROM: "Tenon <no-reply@example.com>",
};
const developmentSecret = "development-only-secret-do-not-use-in-production";

/** The faults that production has with a change, each a line. */
function faultsWith(change: Record<string, string | undefined>): string[] {
  try {
    readConfig({ ...sound, ...change });
    return [];
  } catch (error) {
    const lines = error instanceof Error ? error.message.split("\n") : [];
    return lines.filter((line) => line.startsWith("  ")).map((line) => line.trim());
  }
}

const inbox = (bytes: Buffer) => `resend=whsec_${bytes.toString("base64")}`;

describe("production refuses", () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ["no secret", { APP_SECRET: undefined }, "APP_SECRET: production needs one of its own"],
    ["a short secret", { APP_SECRET: strong.slice(1) }, "APP_SECRET: must be at least 32 characters"],
    ["the secret of the example", { APP_SECRET: developmentSecret }, "APP_SECRET: production needs one of its own"],
    ["a repeated letter", { APP_SECRET: "x".repeat(64) }, "APP_SECRET: can be guessed, for it repeats itself"],
    ["a repeated text", { APP_SECRET: strong.slice(0, 11).repeat(4) }, "APP_SECRET: can be guessed, for it repeats"],
    [
      "few letters",
      { APP_SECRET: "abbaababbabaabbabaababbaabbabaabbaab" },
      "APP_SECRET: can be guessed, for it has fewer",
    ],
    ["the alphabet", { APP_SECRET: "abcdefghijklmnopqrstuvwxyz012345" }, "APP_SECRET: can be guessed, for it follows"],
    [
      "digits backwards",
      { APP_SECRET: "98765432109876543210zyxwvutsrqpon" },
      "APP_SECRET: can be guessed, for it follows",
    ],
    ["the keyboard", { APP_SECRET: "qwertyuiopasdfghjklzxcvbnmqazwsx" }, "APP_SECRET: can be guessed, for it follows"],
    [
      "a request to change it",
      { APP_SECRET: "CHANGE_ME-8f1c2b3a4d5e6f708192a3" },
      "APP_SECRET: can be guessed, for it has words",
    ],
    ["words", { APP_SECRET: "the quick brown fox jumps over the dog" }, "APP_SECRET: can be guessed, for it has words"],
    [
      "what it is called",
      { APP_SECRET: "tenons-very-own-SECRET-number-4711" },
      "APP_SECRET: can be guessed, for it has words",
    ],
    [
      "the development's as an earlier one",
      { APP_SECRET_PREVIOUS: developmentSecret },
      "APP_SECRET_PREVIOUS: everybody knows",
    ],
    [
      "the example's as an earlier one",
      { APP_SECRET_PREVIOUS: `${strong}x,the-secret-before-of-at-least-32-characters` },
      "APP_SECRET_PREVIOUS: everybody knows",
    ],
    [
      "a repeated byte for webhooks",
      { WEBHOOK_INBOX_SECRETS: inbox(Buffer.alloc(32, 7)) },
      "WEBHOOK_INBOX_SECRETS: one can be guessed",
    ],
    [
      "the example's for webhooks",
      { WEBHOOK_INBOX_SECRETS: "github=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
      "WEBHOOK_INBOX_SECRETS: one can be guessed",
    ],
    [
      "the example's database password",
      { DATABASE_URL: "postgres://me:password@db/x" },
      "DATABASE_URL: has the password of",
    ],
    [
      "the same past the pooler",
      { DIRECT_DATABASE_URL: "postgres://me:password@db/x" },
      "DIRECT_DATABASE_URL: has the password",
    ],
    [
      "the example's password of Redis",
      { REDIS_URL: "redis://:password@redis:6379/0" },
      "REDIS_URL: has the password of",
    ],
    [
      "the example's password of mail",
      { SMTP_URL: "smtp://me:password@mail.example.com" },
      "SMTP_URL: has the password of",
    ],
    [
      "the example's key of S3",
      { S3_ACCESS_KEY_ID: "me", S3_SECRET_ACCESS_KEY: "a secret" },
      "S3_SECRET_ACCESS_KEY: is that of",
    ],
    [
      "the example's secret of GitHub",
      { GITHUB_CLIENT_ID: "me", GITHUB_CLIENT_SECRET: "a secret" },
      "GITHUB_CLIENT_SECRET: is that of",
    ],
    ["no address", { PUBLIC_URL: undefined }, "PUBLIC_URL: production needs an https:// origin"],
    [
      "plain http, whose cookies are not Secure",
      { PUBLIC_URL: "http://api.example.com" },
      "PUBLIC_URL: production needs an https:// origin",
    ],
    ["links to plain http", { WEB_URL: "http://example.com" }, "WEB_URL: production needs an https:// origin"],
    ["any origin", { TRUSTED_ORIGINS: "*" }, "TRUSTED_ORIGINS.0: must be origins"],
    ["an origin with a wildcard", { TRUSTED_ORIGINS: "https://*" }, "TRUSTED_ORIGINS.0: must be origins"],
    ["no origin", { TRUSTED_ORIGINS: "null" }, "TRUSTED_ORIGINS.0: must be origins"],
    [
      "a plain-http origin",
      { TRUSTED_ORIGINS: "http://app.example.com" },
      "TRUSTED_ORIGINS: production needs https://",
    ],
    ["localhost", { TRUSTED_ORIGINS: "https://localhost:5173" }, "TRUSTED_ORIGINS: any program on a visitor's machine"],
    [
      "a name below localhost",
      { TRUSTED_ORIGINS: "https://app.localhost" },
      "TRUSTED_ORIGINS: any program on a visitor's",
    ],
    ["loopback", { TRUSTED_ORIGINS: "https://127.0.0.1:5173" }, "TRUSTED_ORIGINS: any program on a visitor's machine"],
    ["loopback of IPv6", { TRUSTED_ORIGINS: "https://[::1]" }, "TRUSTED_ORIGINS: any program on a visitor's machine"],
    ["a cookie for strangers' hosts", { COOKIE_DOMAIN: "example.org" }, "COOKIE_DOMAIN: PUBLIC_URL must be https"],
    ["little memory for hashes", { ARGON2_MEMORY_KIB: "19455" }, "ARGON2_MEMORY_KIB: production needs at least 19456"],
    ["one pass for hashes", { ARGON2_PASSES: "1" }, "ARGON2_PASSES: production needs at least 2"],
    ["the internet as a proxy", { TRUST_PROXY: "0.0.0.0/0" }, "TRUST_PROXY: whole parts of the internet"],
    ["its halves", { TRUST_PROXY: "10.0.0.0/8,128.0.0.0/1" }, "TRUST_PROXY: whole parts of the internet"],
    ["the internet of IPv6", { TRUST_PROXY: "::/0" }, "TRUST_PROXY: whole parts of the internet"],
    ["to keep mail to itself", { SMTP_URL: undefined }, "MAIL: production needs smtp"],
    ["to write mail to files", { MAIL: "file" }, "MAIL: production needs smtp"],
    ["to keep it in memory", { MAIL: "memory" }, "MAIL: production needs smtp"],
    ["the sender of the example", { MAIL_FROM: undefined }, "MAIL_FROM: production needs an address of its own"],
    ["webhooks to private addresses", { WEBHOOK_ALLOW_PRIVATE: "true" }, "WEBHOOK_ALLOW_PRIVATE: production must not"],
    ["no database", { DATABASE_URL: undefined }, "DATABASE_URL: is not set"],
  ])("%s", (...[, change, fault]) => {
    expect(faultsWith(change)).toEqual([expect.stringContaining(fault)]);
  });

  test("nothing of a sound configuration", () => {
    const change = {
      TRUST_PROXY: "10.0.0.0/8, 2001:db8::/32",
      TRUSTED_ORIGINS: "https://app.example.com",
      APP_SECRET_PREVIOUS: "x".repeat(32),
      WEBHOOK_INBOX_SECRETS: inbox(hash("sha256", "inbox", "buffer")),
    };

    expect(faultsWith(change)).toEqual([]);
    expect(readConfig(sound)).toMatchObject({ isProduction: true, http: { cookie: { secure: true } } });
  });

  test("all of it at once, each by its variable, and no value", () => {
    const faults = faultsWith({
      PORT: "abc",
      APP_SECRET: "hunter2".repeat(5),
      PUBLIC_URL: "http://hunter2.example.com",
      TRUSTED_ORIGINS: "https://localhost",
      TRUST_PROXY: "0.0.0.0/0",
      ARGON2_MEMORY_KIB: "1024",
      ARGON2_PASSES: "1",
      MAIL: "memory",
    });

    expect(faults.map((fault) => fault.split(":")[0]).toSorted()).toEqual(
      "APP_SECRET ARGON2_MEMORY_KIB ARGON2_PASSES MAIL PORT PUBLIC_URL TRUSTED_ORIGINS TRUST_PROXY"
        .split(" ")
        .toSorted(),
    );
    expect(faults.join("\n")).not.toMatch(/hunter2/);
  });
});

test("what hangs on a faulty variable is not told as a fault of its own", () => {
  expect(faultsWith({ SMTP_URL: "https://mail.example.com" })).toEqual([expect.stringMatching(/^SMTP_URL: /)]);
});

test("development takes what it is given", () => {
  const missing = { APP_SECRET: undefined, PUBLIC_URL: undefined, SMTP_URL: undefined, MAIL_FROM: undefined };
  const lax = { TRUST_PROXY: "0.0.0.0/0", TRUSTED_ORIGINS: "http://localhost:5173", ARGON2_PASSES: "1" };

  expect(faultsWith({ NODE_ENV: "development", ...missing, ...lax })).toEqual([]);
});

test.each(["hex", "base64", "base64url"] as const)("no random secret is taken for a weak one (%s)", (encoding) => {
  const secrets = Array.from({ length: 2000 }, (_, index) =>
    hash("sha256", String(index), "buffer").toString(encoding),
  );

  expect(secrets.filter((secret) => weaknessOf(secret) !== undefined)).toEqual([]);
});
