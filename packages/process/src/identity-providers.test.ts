import { inspect, parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { renderEnvExample } from "./env-example.ts";

const database = { DATABASE_URL: "postgres://ada:hunter2@localhost/tenon" };
const acme = {
  id: "acme",
  name: "Acme",
  issuer: "https://id.acme.example",
  clientId: "tenon",
  clientSecret: "hunter2",
};
const read = (env: Record<string, string>) => readConfig({ ...database, ...env }).federation.providers;
const readOidc = (...providers: object[]) => read({ OIDC_PROVIDERS: JSON.stringify(providers) });

test("nobody is configured by default", () => {
  expect(read({})).toEqual([]);
});

test("GitHub, Google and any others are configured, and their secrets are printed nowhere", () => {
  const providers = read({
    GITHUB_CLIENT_ID: "Iv1.x",
    GITHUB_CLIENT_SECRET: "hunter2",
    GOOGLE_CLIENT_ID: "123",
    GOOGLE_CLIENT_SECRET: "hunter2",
    OIDC_PROVIDERS: JSON.stringify([
      acme,
      { ...acme, id: "b", issuer: "http://localhost:9", scopes: "openid", trusted: true },
    ]),
  });

  expect(providers).toMatchObject([
    { id: "google", kind: "oidc", issuer: "https://accounts.google.com", isTrusted: true },
    { id: "github", kind: "github", issuer: "https://github.com", isTrusted: true },
    { id: "acme", kind: "oidc", name: "Acme", scopes: ["openid", "email", "profile"], isTrusted: false },
    { id: "b", scopes: ["openid"], isTrusted: true },
  ]);
  expect(providers.map(({ clientSecret }) => clientSecret.reveal())).toEqual(Array(4).fill("hunter2"));
  expect(JSON.stringify(providers) + inspect(providers)).not.toContain("hunter2");
});

test("a GitHub Enterprise Server takes the place of github.com", () => {
  const [github] = read({ GITHUB_CLIENT_ID: "x", GITHUB_CLIENT_SECRET: "y", GITHUB_URL: "https://github.example.com" });

  expect(github?.issuer).toBe("https://github.example.com");
});

test("the example can be copied", () => {
  const line =
    renderEnvExample()
      .split("\n")
      .find((candidate) => candidate.startsWith("#OIDC_PROVIDERS=")) ?? "";

  const { OIDC_PROVIDERS = "" } = parseEnv(line.slice(1)) as Record<string, string>;

  expect(read({ OIDC_PROVIDERS })).toMatchObject([{ id: "acme", isTrusted: true }]);
});

describe("refused, by name and without the value, is", () => {
  test.each<[string, Record<string, string>, string]>([
    ["half a client", { GITHUB_CLIENT_ID: "x" }, "GITHUB_CLIENT_SECRET"],
    ["the other half", { GOOGLE_CLIENT_SECRET: "hunter2" }, "GOOGLE_CLIENT_SECRET"],
    ["a GitHub with a path", { GITHUB_URL: "https://github.example.com/hunter2" }, "GITHUB_URL"],
    ["what is no JSON", { OIDC_PROVIDERS: "hunter2" }, "OIDC_PROVIDERS: must be a JSON array"],
    ["JSON that is no array", { OIDC_PROVIDERS: '{"hunter2":1}' }, "OIDC_PROVIDERS: must be a JSON array"],
  ])("%s", (_, env, message) => {
    expect(() => read(env)).toThrow(message);
    expect(() => read(env)).not.toThrow(/hunter2/);
  });

  test.each<[string, object[], RegExp]>([
    ["a provider without a secret", [{ ...acme, clientSecret: undefined }], /OIDC_PROVIDERS: 0\.clientSecret/],
    ["an unknown member", [{ ...acme, trust: true }], /OIDC_PROVIDERS: 0: .*trust/],
    ["an id that is no part of an address", [{ ...acme, id: "a/b" }], /0\.id/],
    ["an id that has variables of its own", [{ ...acme, id: "github" }], /github has variables of its own/],
    ["an id that is there twice", [acme, { ...acme, issuer: "https://b.example" }], /an id of its own/],
    ["an issuer that is there twice", [acme, { ...acme, id: "b" }], /an issuer of its own/],
    ["plain http elsewhere than here", [{ ...acme, issuer: "http://id.acme.example" }], /0\.issuer: must be https/],
    ["credentials in an issuer", [{ ...acme, issuer: "https://a:hunter2@id.acme.example" }], /0\.issuer/],
    ["an issuer with a query", [{ ...acme, issuer: "https://id.acme.example/?x" }], /0\.issuer/],
    ["scopes without openid", [{ ...acme, scopes: "email" }], /0\.scopes/],
    ["a name of several lines", [{ ...acme, name: "a\nb" }], /0\.name/],
  ])("%s", (_, providers, message) => {
    expect(() => readOidc(...providers)).toThrow(message);
    expect(() => readOidc(...providers)).not.toThrow(/hunter2/);
  });

  test("all at once", () => {
    const provider = { ...acme, id: "Acme!", issuer: "http://id.acme.example", clientSecret: undefined };

    expect(() => readOidc(provider)).toThrow(/0\.id(.|\n)*0\.issuer(.|\n)*0\.clientSecret/);
  });

  test("plain http in production", () => {
    const env = {
      NODE_ENV: "production",
      GITHUB_URL: "http://localhost:1",
      OIDC_PROVIDERS: JSON.stringify([{ ...acme, issuer: "http://localhost:9" }]),
    };

    expect(() => read(env)).toThrow(/GITHUB_URL: production(.|\n)*OIDC_PROVIDERS: production/);
  });
});
