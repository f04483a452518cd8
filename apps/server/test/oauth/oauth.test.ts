import type { FlowFinished } from "@tenon/contract/identities";
import type { Tokens } from "@tenon/contract/tokens";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, publicUrl } from "./browser.ts";
import { clientSecret } from "./openid-provider.ts";
import {
  answerOf,
  comeBack,
  cookieIn,
  cookiesOf,
  done,
  type OAuthWorld,
  start,
  startOAuthWorld,
  whoIs,
} from "./world.ts";

let world: OAuthWorld;
beforeAll(async () => {
  world = await startOAuthWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test("a browser signs in by navigation alone", async () => {
  const browser = openBrowser(world.app);

  const back = await browser.open(await comeBack(browser));

  expect([back.status, back.location]).toEqual([303, done]);
  expect(back.headers.get("cache-control")).toBe("no-store");
  expect(back.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-session=ss_[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
    "__Host-oauth.acme=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure",
  ]);
  expect(await whoIs(world, browser)).toBe("ada-lovelace");
  expect((await browser.open(done)).text).toContain("You can close this page");
});

test("the flow's cookie is for its browser, its provider and ten minutes", async () => {
  const browser = openBrowser(world.app);

  const { headers, status } = await browser.open(start("acme"));

  expect(status).toBe(303);
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-oauth\.acme=of_[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
  ]);
});

test("a program signs in by the procedures, and has the token in its hands", async () => {
  const browser = openBrowser(world.app);
  const begun = await world.app.rest<{ url: string }>("GET /auth/oauth/acme");
  const cookie = cookieIn(begun).join("=");
  const address = await browser.signInAt(begun.body.url, "ada");

  const finished = await world.app.rest<{ token: string; outcome: string; user: { email: string } }>(
    "POST /auth/oauth/acme/callback",
    { body: { ...answerOf(address), mode: "bearer" }, headers: { cookie } },
  );

  expect(finished.body).toMatchObject({ outcome: "signed-in", returnTo: done, user: { email: "ada@example.com" } });
  expect(finished.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-oauth\.acme=; Max-Age=0/)]);
  expect((await world.app.rest("GET /me", { token: finished.body.token })).status).toBe(200);
});

test("a program that asks for tokens gets an access token and a refresh token, and no cookie of a session", async () => {
  const begun = await world.app.rest<{ url: string }>("GET /auth/oauth/acme");
  const address = await openBrowser(world.app).signInAt(begun.body.url, "ada");

  const finished = await world.app.rest<FlowFinished>("POST /auth/oauth/acme/callback", {
    body: { ...answerOf(address), mode: "tokens" },
    headers: { cookie: cookieIn(begun).join("=") },
  });
  const { accessToken = "", refreshToken } = finished.body;
  const refreshed = await world.app.rest<Tokens>("POST /auth/token/refresh", { body: { refreshToken } });

  expect(finished.body).toMatchObject({ outcome: "signed-in", returnTo: done, token: null, expiresIn: 300 });
  expect(finished.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-oauth\.acme=; Max-Age=0/)]);
  for (const token of [accessToken, refreshed.body.accessToken])
    expect(await world.app.rest("GET /me", { token })).toMatchObject({
      status: 200,
      body: { email: "ada@example.com" },
    });
  expect((await world.app.rest("POST /me/identities", { token: accessToken, body: { provider: "acme" } })).status).toBe(
    200,
  );
});

test("the providers are listed for buttons, and nothing of them is told but that", async () => {
  const listed = await world.app.client.auth.providers.query();

  expect(listed.items).toEqual([
    { id: "acme", name: "ACME" },
    { id: "other", name: "OTHER" },
    { id: "gone", name: "GONE" },
  ]);
});

describe("the browser is sent on", () => {
  test("to where it wanted to go", async () => {
    const browser = openBrowser(world.app);

    const back = await browser.open(await comeBack(browser, { returnTo: "https://app.example.com/settings" }));

    expect(back.location).toBe("https://app.example.com/settings");
  });

  test.each(["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)"])(
    "never to %s (ASVS 5.0 3.7.2)",
    async (returnTo) => {
      const page = await openBrowser(world.app).open(start("acme", returnTo));
      const call = await world.app.rest(`GET /auth/oauth/acme?returnTo=${encodeURIComponent(returnTo)}`);

      expect([page.status, page.location, page.headers.getSetCookie()]).toEqual([400, null, []]);
      expect(call).toMatchObject({ status: 400, body: { reason: "INVALID_INPUT", fields: [{ path: ["returnTo"] }] } });
    },
  );

  test("with the reason, when the provider was told to refuse", async () => {
    const browser = openBrowser(world.app);
    const { location } = await browser.open(start("acme", "https://app.example.com/login?from=x"));
    const interaction = await browser.goTo(`${world.acme.issuer}/interaction/`, await browser.open(location ?? ""));

    const refused = await browser.goTo(publicUrl, await browser.open(`${interaction}/abort`));

    expect((await browser.open(refused)).location).toBe("https://app.example.com/login?from=x&error=OAUTH_DENIED");
    expect(browser.cookies().size).toBe(0);
  });

  test("with the reason, when a provider is gone; all others work", async () => {
    const page = await openBrowser(world.app).open(start("gone"));
    const call = await world.app.rest("GET /auth/oauth/gone");

    expect(page.location).toBe(`${done}?error=PROVIDER_UNAVAILABLE`);
    expect((await openBrowser(world.app).open(page.location ?? "")).text).toContain("cannot be reached");
    expect(call).toMatchObject({ status: 503, body: { reason: "PROVIDER_UNAVAILABLE" } });
    expect(call.headers.get("retry-after")).toBe("5");
    expect((await openBrowser(world.app).open(start("other"))).location).toContain(world.other.issuer);
  });
});

describe("nobody is signed in", () => {
  const failed = `${done}?error=OAUTH_FLOW_INVALID`;

  test("by the address of another browser, which can still go on itself", async () => {
    const [mine, theirs] = [openBrowser(world.app), openBrowser(world.app)];
    const address = await comeBack(mine);
    await theirs.open(start("acme"));
    const before = await world.app.app.deps.db.session.count();

    expect((await theirs.open(address)).location).toBe(failed);
    expect((await openBrowser(world.app).open(address)).location).toBe(failed);
    expect(await world.app.app.deps.db.session.count()).toBe(before);
    expect((await mine.open(address)).location).toBe(done);
  });

  test("by the cookie of another provider's flow", async () => {
    const browser = openBrowser(world.app);
    const address = await comeBack(browser, { provider: "other" });
    const jar = browser.cookies();
    await browser.open(start("acme"));
    jar.set("__Host-oauth.other", jar.get("__Host-oauth.acme") ?? "");

    expect((await browser.open(address)).location).toBe(failed);
    expect((await browser.open(address.replace("/callback/other", "/callback/acme"))).location).toBe(failed);
  });

  test("by an answer that names another issuer (mix-up)", async () => {
    const browser = openBrowser(world.app);
    const address = new URL(await comeBack(browser));
    expect(address.searchParams.get("iss")).toBe(world.acme.issuer);
    address.searchParams.set("iss", world.other.issuer);

    expect((await browser.open(address.href)).location).toBe(`${done}?error=OAUTH_REJECTED`);
  });

  test.each(["state", "code", "iss"])("by an answer without its %s", async (name) => {
    const browser = openBrowser(world.app);
    const address = new URL(await comeBack(browser));
    address.searchParams.delete(name);

    expect((await browser.open(address.href)).location).toMatch(
      /\?error=(OAUTH_FLOW_INVALID|OAUTH_REJECTED|INVALID_INPUT)$/,
    );
    expect(browser.cookies().has("__Host-session")).toBe(false);
  });

  test("twice by one answer", async () => {
    const browser = openBrowser(world.app);
    const address = await comeBack(browser);
    const cookie = new Map(browser.cookies());
    expect((await browser.open(address)).location).toBe(done);

    for (const [name, value] of cookie) browser.cookies().set(name, value);

    expect((await browser.open(address)).location).toBe(failed);
  });

  test("by 50 callbacks of one flow at once, but for one", async () => {
    const browser = openBrowser(world.app);
    const address = await comeBack(browser);
    const cookies = new Map(browser.cookies());
    const before = await world.app.app.deps.db.session.count();

    const twins = Array.from({ length: 50 }, () => {
      const twin = openBrowser(world.app);
      for (const [name, value] of cookies) twin.cookies().set(name, value);
      return twin.open(address);
    });
    const locations = (await Promise.all(twins)).map(({ location }) => location);

    expect(locations.filter((location) => location === done)).toHaveLength(1);
    expect(locations.filter((location) => location === failed)).toHaveLength(49);
    expect(await world.app.app.deps.db.session.count()).toBe(before + 1);
  });

  test.each(["HEAD", "POST"])("by %s", async (method) => {
    const browser = openBrowser(world.app);
    const address = await comeBack(browser);

    const response = await fetch(address.replace(publicUrl, world.app.url), {
      method,
      headers: cookiesOf(browser),
      redirect: "manual",
    });

    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET"]);
    expect((await browser.open(address)).location).toBe(done);
  });

  test("in a batch", async () => {
    const input = encodeURIComponent(
      JSON.stringify({ 0: { json: { provider: "acme" } }, 1: { json: { provider: "acme" } } }),
    );

    const response = await fetch(`${world.app.url}/trpc/auth.oauthStart,auth.oauthStart?batch=1&input=${input}`);

    expect(await response.text()).toMatch(/BATCH_REFUSED.*BATCH_REFUSED/s);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

test("the session that the browser had before ends", async () => {
  const browser = openBrowser(world.app);
  await browser.open(await comeBack(browser));
  const cookie = browser.cookies().get("__Host-session");

  await browser.open(await comeBack(browser));

  expect(browser.cookies().get("__Host-session")).not.toBe(cookie);
  const headers = { cookie: `__Host-session=${cookie}` };
  expect((await world.app.rest("GET /me", { headers })).status).toBe(401);
});

test("neither log nor audit tells a code, a token, a state or the client's secret", async () => {
  const browser = openBrowser(world.app);
  const address = await comeBack(browser);
  const flow = browser.cookies().get("__Host-oauth.acme") ?? "";
  await browser.open(address);
  await browser.open(address);
  const session = browser.cookies().get("__Host-session") ?? "";

  const told = JSON.stringify([world.app.lines, await world.app.app.deps.db.auditEvent.findMany()]);

  expect(told).toContain("auth.oauthCallback");
  const { code = "", state = "" } = answerOf(address);
  for (const secret of [code, state, flow, session, clientSecret]) {
    expect(secret).not.toBe("");
    expect(told).not.toContain(secret);
  }
});
