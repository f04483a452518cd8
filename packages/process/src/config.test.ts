import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { ConfigError, readConfig, ringOf } from "./config.ts";
import { renderEnvExample } from "./env-example.ts";
import { Secret } from "./secret.ts";

const database = { DATABASE_URL: "postgres://ada:hunter2@localhost/tenon" };
const production = {
  ...database,
  NODE_ENV: "production",
  APP_SECRET: "5wTz0mVqYc8LrK2nHd7uXj4eBs9gPaQ1",
  PUBLIC_URL: "https://api.example.com",
  SMTP_URL: "smtp://ada:hunter2@mail.example.com",
  MAIL_FROM: "Tenon <no-reply@example.com>",
};

test(".env.example is what the schema renders", () => {
  expect(readFileSync(new URL("../../../.env.example", import.meta.url), "utf8")).toBe(renderEnvExample());
});

test.each([
  ["https://api.example.com", "example.com", true],
  ["https://example.com", "example.com", true],
  ["https://evilexample.com", "example.com", false],
  ["https://example.com", "api.example.com", false],
  ["http://api.example.com", "example.com", false],
  ["https://api.example.com", "com", false],
])("with PUBLIC_URL %s, COOKIE_DOMAIN may be %s: %s", (PUBLIC_URL, COOKIE_DOMAIN, isRight) => {
  const read = () => readConfig({ ...database, PUBLIC_URL, COOKIE_DOMAIN });

  if (isRight) expect(read().http.cookie).toEqual({ secure: true, domain: COOKIE_DOMAIN });
  else expect(read).toThrow(/COOKIE_DOMAIN/);
});

test("all faults are told at once, by variable, without any value", () => {
  const read = () =>
    readConfig({ PORT: "abc", APP_SECRET: "hunter2", TRUSTED_ORIGINS: "example.com", DATABASE_URL: "mysql://x" });

  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/4 faults(.|\n)*PORT(.|\n)*TRUSTED_ORIGINS(.|\n)*DATABASE_URL(.|\n)*APP_SECRET/);
  expect(read).not.toThrow(/hunter2/);
});

test("an empty value counts as not set", () => {
  expect(readConfig({ ...database, PORT: "" }).http.port).toBe(3000);
});

test("passkeys are for the pages' host: other trusted origins may use them where they are on it, or below it", () => {
  const env = { ...database, PUBLIC_URL: "https://api.example.com" };
  const web = {
    ...env,
    WEB_URL: "https://example.com",
    TRUSTED_ORIGINS: "https://a.example.com,https://badexample.com",
  };

  expect(readConfig(env).relyingParty).toMatchObject({ id: "api.example.com", origins: ["https://api.example.com"] });
  expect(readConfig(web).relyingParty).toMatchObject({
    id: "example.com",
    origins: ["https://api.example.com", "https://example.com", "https://a.example.com"],
  });
});

test("roles that must have a second factor are named, and others are no roles", () => {
  const rolesOf = (MFA_REQUIRED_ROLES: string) => readConfig({ ...database, MFA_REQUIRED_ROLES }).mfaRoles;

  expect([rolesOf(""), rolesOf("admin, editor")]).toEqual([[], ["admin", "editor"]]);
  expect(() => rolesOf("root")).toThrow("MFA_REQUIRED_ROLES");
});

test("the reference at /docs is there in development, and in production when it is asked for", () => {
  const hasDocs = (env: Record<string, string>) => readConfig(env).http.hasDocs;

  expect([hasDocs(database), hasDocs({ ...database, DOCS: "off" })]).toEqual([true, false]);
  expect([hasDocs(production), hasDocs({ ...production, DOCS: "on" })]).toEqual([false, true]);
  expect(() => readConfig({ ...database, DOCS: "yes" })).toThrow("DOCS");
});

test("mail is sent where there is a server, declared off, or kept in development", () => {
  const mail = (env: Record<string, string>) => readConfig({ ...database, ...env }).mail;

  expect(mail({})).toMatchObject({
    driver: "file",
    from: { name: "Tenon", address: "no-reply@tenon.invalid" },
    links: { publicUrl: "http://localhost:3000", pagesUrl: "http://localhost:3000/api/v1" },
    digestMs: 300_000,
    hasPreview: true,
  });
  expect(mail({ SMTP_URL: "smtps://mail.example.com" }).driver).toBe("smtp");
  expect(readConfig({ ...production, MAIL: "off", SMTP_URL: undefined, MAIL_FROM: undefined }).mail).toMatchObject({
    driver: "off",
    hasPreview: false,
  });
  expect(() => mail({ MAIL: "smtp" })).toThrow("SMTP_URL");
  expect(() => mail({ SMTP_URL: "https://mail.example.com" })).toThrow("SMTP_URL");
});

test.each([
  ["no-reply@example.com", { name: "", address: "no-reply@example.com" }],
  ['"Tenon, Inc." <no-reply@example.com>', { name: "Tenon, Inc.", address: "no-reply@example.com" }],
  ["Söhne <a@example.com>", { name: "Söhne", address: "a@example.com" }],
  ["Tenon <a@example.com>, <b@example.com>", undefined],
  ["Tenon <a@example.com, b@example.com>", undefined],
  ["Tenon <a@example.com>\r\nBcc: b@example.com", undefined],
  ["A\r\nBcc: b@example.com <a@example.com>", undefined],
  ["Tenon", undefined],
])("MAIL_FROM=%j is one sender or refused", (value, from) => {
  const read = () => readConfig({ ...database, MAIL_FROM: value }).mail.from;

  if (from) expect(read()).toEqual(from);
  else expect(read).toThrow("MAIL_FROM");
});

const whsec = (byte: number, length = 24) => `whsec_${Buffer.alloc(length, byte).toString("base64")}`;

test("a provider may have two secrets, and none is ever told", () => {
  const WEBHOOK_INBOX_SECRETS = `resend=${whsec(1)}, resend=${whsec(2)},github=${whsec(3, 64)}`;

  const { inbox } = readConfig({ ...database, WEBHOOK_INBOX_SECRETS });

  expect(inbox.map(({ provider, secret }) => [provider, secret.reveal()])).toEqual([
    ["resend", whsec(1)],
    ["resend", whsec(2)],
    ["github", whsec(3, 64)],
  ]);
  expect(JSON.stringify(inbox) + inspect(inbox, { depth: 9 })).not.toContain("whsec_");
});

test.each([
  ["without a name", `=${whsec(1)}`],
  ["with a path for a name", `a/b=${whsec(1)}`],
  ["with a short secret", `a=${whsec(1, 23)}`],
  ["with a long secret", `a=${whsec(1, 65)}`],
  ["with another kind of secret", "a=hunter2hunter2hunter2hunter2hunter2hunter2"],
  ["with an end too many", `a=${whsec(1)},`],
])("a pair %s is refused, without its value", (_, WEBHOOK_INBOX_SECRETS) => {
  const read = () => readConfig({ ...database, WEBHOOK_INBOX_SECRETS });

  expect(read).toThrow(/WEBHOOK_INBOX_SECRETS: must be pairs/);
  expect(read).not.toThrow(/AQEB|hunter2/);
});

test("each purpose has a ring of keys, the newest first, whatever stood in which variable", () => {
  const [old, next] = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"];
  const ringsOf = (env: Record<string, string>) => {
    const { keys } = readConfig({ ...database, ...env });
    return Object.values(keys).map((ring) => ringOf(ring).map(({ id }) => id));
  };

  const [before, after] = [ringsOf({ APP_SECRET: old }), ringsOf({ APP_SECRET: next, APP_SECRET_PREVIOUS: ` ${old}` })];

  expect(after.map((ring) => ring.length)).toEqual(before.map(() => 2));
  expect(after.map(([, earlier]) => earlier)).toEqual(before.map(([newest]) => newest));
  expect(new Set(after.flat()).size).toBe(after.flat().length);
});

test("a previous secret that is too short is refused, without its value", () => {
  const read = () => readConfig({ ...database, APP_SECRET_PREVIOUS: `${"x".repeat(32)},hunter2` });

  expect(read).toThrow(/APP_SECRET_PREVIOUS: must be at least 32 characters each/);
  expect(read).not.toThrow(/hunter2/);
});

test("an installation that tells nobody who has an account serves no contract that does", () => {
  const read = (CONDUIT: string) => readConfig({ ...database, AUTH_ENUMERATION_SAFE: "true", CONDUIT });

  expect(() => read("true")).toThrow("AUTH_ENUMERATION_SAFE");
  expect(read("false").accounts).toEqual({ registration: "by-mail" });
});

test("secrets cannot be printed, serialised or interpolated", () => {
  const config = readConfig(production);

  expect(inspect(config, { depth: 9 }) + JSON.stringify(config) + String(config.database.url)).not.toMatch(
    /hunter2|5wTz0mVqYc8L/,
  );
  expect(config.database.url).toBeInstanceOf(Secret);
  expect(config.database.url.reveal()).toBe(database.DATABASE_URL);
});

test("the configuration cannot be changed", () => {
  const config = readConfig(database);

  expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
});
