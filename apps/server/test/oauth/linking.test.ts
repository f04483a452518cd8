import { afterAll, beforeAll, expect, test } from "vitest";
import { password } from "../test-app.ts";
import { openBrowser } from "./browser.ts";
import { answerOf, comeBack, cookieIn, cookiesOf, done, type OAuthWorld, startOAuthWorld, whoIs } from "./world.ts";

let world: OAuthWorld;
beforeAll(async () => {
  world = await startOAuthWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test("an account with a password is linked by its owner, to providers with the same address, and unlinked again", async () => {
  const browser = openBrowser(world.app);
  expect(
    (await world.app.rest("POST /auth/register", { body: { email: "mary@example.org", password, name: "Mary" } }))
      .status,
  ).toBe(201);
  for (const [provider, login] of [
    ["acme", "mary"],
    ["other", "mary"],
    ["other", "eve"],
  ] as const) {
    const stranger = openBrowser(world.app);
    const refused = await stranger.open(await comeBack(stranger, { provider, login }));
    expect(refused.location).toBe(`${done}?error=LINK_REQUIRED`);
  }

  const signedIn = await world.app.rest("POST /auth/login", { body: { email: "mary@example.org", password } });
  browser.cookies().set(...cookieIn(signedIn));
  for (const provider of ["acme", "other"]) {
    const begun = await world.app.rest<{ url: string }>("POST /me/identities", {
      body: { provider, returnTo: "https://app.example.com/settings" },
      headers: cookiesOf(browser),
    });
    browser.cookies().set(...cookieIn(begun));
    const linked = await browser.open(await browser.signInAt(begun.body.url, "mary"));
    expect(linked.location).toBe("https://app.example.com/settings");
  }

  const headers = cookiesOf(browser);
  const list = () =>
    world.app.rest<{ items: { id: string; provider: string; email: string }[] }>("GET /me/identities", { headers });
  const [first] = (await list()).body.items;
  expect((await list()).body.items).toMatchObject([
    { provider: "acme", providerName: "ACME", email: "mary@example.org" },
    { provider: "other", providerName: "OTHER", email: "mary@example.org" },
  ]);
  const again = openBrowser(world.app);
  await again.open(await comeBack(again, { provider: "other", login: "mary" }));
  expect(await whoIs(world, again)).toBe("mary");
  expect((await world.app.rest(`DELETE /me/identities/${first?.id}`, { headers })).status).toBe(204);
  expect((await list()).body.items).toMatchObject([{ provider: "other" }]);
});

test("a program links with its token, and only with the one that it began with", async () => {
  const [mine, theirs] = [await world.app.join("grace"), await world.app.join("joan")];
  const begin = async () => {
    const begun = await world.app.rest<{ url: string }>("POST /me/identities", {
      token: mine.token,
      body: { provider: "acme" },
    });
    const address = await openBrowser(world.app).signInAt(begun.body.url, "grace");
    const headers = { cookie: cookieIn(begun).join("=") };
    return { body: { ...answerOf(address), mode: "bearer" }, headers };
  };
  const finish = async (token?: string) =>
    world.app.rest("POST /auth/oauth/acme/callback", { ...(await begin()), ...(token !== undefined && { token }) });

  expect((await finish(theirs.token)).body.reason).toBe("OAUTH_FLOW_INVALID");
  expect((await finish()).body.reason).toBe("OAUTH_FLOW_INVALID");
  expect((await finish(mine.token)).body).toMatchObject({
    outcome: "linked",
    token: null,
    user: { username: "grace" },
  });
  expect((await world.app.rest("GET /me", { token: mine.token })).status).toBe(200);
});
