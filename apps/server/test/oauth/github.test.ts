import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../test-app.ts";
import { type Browser, openBrowser, publicUrl } from "./browser.ts";
import { type GithubStandIn, startGithubStandIn } from "./github-stand-in.ts";

const done = `${publicUrl}/auth/done`;
const mona = { email: "mona@example.com", primary: true, verified: true };

let github: GithubStandIn;
let app: TestApp;
beforeAll(async () => {
  github = await startGithubStandIn();
  const client = { GITHUB_CLIENT_ID: "Iv1.test", GITHUB_CLIENT_SECRET: "a secret of github", GITHUB_URL: github.url };
  app = await startTestApp({ PUBLIC_URL: publicUrl, ...client });
});
beforeEach(async () => {
  github.user = { id: 583_231, login: "octocat", name: "Mona Lisa Octocat", email: "public@example.com" };
  github.emails = [{ email: "old@example.com", primary: false, verified: true }, mona];
  github.failing.clear();
  await app.app.deps.db.user.deleteMany();
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});

/** @returns where the browser is sent in the end */
async function signIn(browser: Browser = openBrowser(app), change = (_: URL) => {}): Promise<string | null> {
  const { location } = await browser.open(`${publicUrl}/auth/start/github`);
  const address = github.approve(location ?? "");
  change(address);
  return (await browser.open(address.href)).location;
}

const accounts = () => app.app.deps.db.user.findMany({ include: { identities: true } });

test("the primary, verified address makes the account, and GitHub's number is its identity", async () => {
  expect(await signIn()).toBe(done);

  expect(await accounts()).toMatchObject([
    {
      email: "mona@example.com",
      emailVerifiedAt: expect.any(Date),
      username: "mona-lisa-octocat",
      identities: [{ issuer: `${github.url}/login/oauth`, subject: "583231", provider: "github" }],
    },
  ]);
});

test("GitHub is asked for no more than it takes, with PKCE", async () => {
  const { location } = await openBrowser(app).open(`${publicUrl}/auth/start/github`);

  const { pathname, searchParams } = new URL(location ?? "");
  expect(pathname).toBe("/login/oauth/authorize");
  expect(Object.fromEntries(searchParams)).toMatchObject({
    client_id: "Iv1.test",
    redirect_uri: `${publicUrl}/auth/callback/github`,
    scope: "read:user user:email",
    code_challenge_method: "S256",
  });
});

test("a name that is given to another account at GitHub does not take the account here along", async () => {
  await signIn();
  github.user = { id: 2, login: "octocat", name: "Somebody else" };
  github.emails = [{ ...mona, email: "else@example.com" }];

  expect(await signIn()).toBe(done);
  expect(await accounts()).toHaveLength(2);
});

test("an account without a name there is called as it logs in", async () => {
  github.user = { id: 3, login: "hubot", name: null };

  await signIn();

  expect(await accounts()).toMatchObject([{ name: "hubot", username: "hubot" }]);
});

describe("an account is not made", () => {
  test.each([
    ["by an address that is not verified", [{ ...mona, verified: false }]],
    ["by an address that is not the primary one", [{ ...mona, primary: false }]],
    ["without an address", []],
  ])("%s", async (_, emails) => {
    github.emails = emails;

    expect(await signIn()).toBe(`${done}?error=OAUTH_EMAIL_MISSING`);
    expect(await accounts()).toEqual([]);
  });

  test.each([
    ["by a code that is not GitHub's", (address: URL) => address.searchParams.set("code", "another")],
    [
      "by an answer that names another issuer",
      (address: URL) => address.searchParams.set("iss", "https://evil.example"),
    ],
  ])("%s", async (_, change) => {
    expect(await signIn(openBrowser(app), change)).toBe(`${done}?error=OAUTH_REJECTED`);
    expect(await accounts()).toEqual([]);
  });

  test.each([
    ["/login/oauth/access_token", 500, "PROVIDER_UNAVAILABLE"],
    ["/api/v3/user", 502, "PROVIDER_UNAVAILABLE"],
    ["/api/v3/user", 302, "PROVIDER_UNAVAILABLE"],
    ["/api/v3/user/emails", 429, "PROVIDER_UNAVAILABLE"],
    ["/api/v3/user/emails", 404, "OAUTH_REJECTED"],
    ["/api/v3/user", 401, "OAUTH_REJECTED"],
  ])("while %s answers %i", async (path, status, reason) => {
    github.failing.set(path, status);

    expect(await signIn()).toBe(`${done}?error=${reason}`);
    expect(await accounts()).toEqual([]);
  });

  test.each([[{}], [{ id: "583231" }], [{ id: 1.5 }]])("by an account that is %j", async (user) => {
    github.user = user;

    expect(await signIn()).toBe(`${done}?error=OAUTH_REJECTED`);
  });
});
