import { createAuthenticator, totpCode } from "@tenon/auth/testing";
import type { PasskeyRequestOptions } from "@tenon/contract/second-factors";
import type { DeviceStarted } from "@tenon/contract/tokens";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "./chromium.ts";
import { type Browser, openBrowser, type Page, publicUrl } from "./oauth/browser.ts";
import { comeBack, type OAuthWorld, startOAuthWorld } from "./oauth/world.ts";
import { password, startTestApp } from "./test-app.ts";

const device = `${publicUrl}/device`;

let world: OAuthWorld;
beforeAll(async () => {
  world = await startOAuthWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

/** What a page's forms hold for the next step, as a browser would send it. */
const hiddenIn = ({ text }: Page) =>
  Object.fromEntries(
    [...text.matchAll(/type="hidden" name="(\w+)" value="([^"]+)"/g)].map(([, k = "", v = ""]) => [k, v]),
  );

const signIn = (browser: Browser, email: string, given = password) =>
  browser.open(device, { do: "sign-in", email, password: given });

async function joinWithApp(username: string) {
  const person = await world.app.join(username);
  const { secret } = await person.client.me.mfa.start.mutate();
  const { recoveryCodes } = await person.client.me.mfa.confirm.mutate({ code: totpCode(secret, new Date()) });
  return {
    ...person,
    code: () => totpCode(secret, new Date(Date.now() + 30_000)),
    recoveryCode: recoveryCodes?.[0] ?? "",
  };
}

async function letIn(browser: Browser) {
  const { body } = await world.app.rest<DeviceStarted>("POST /auth/device", { body: { clientName: "a lamp" } });
  const { userCode: code, deviceCode } = body;
  await browser.open(device, { do: "enter", code });
  await browser.open(device, { do: "approve", code });
  return (await world.app.rest<{ user: { username: string } }>("POST /auth/device/token", { body: { deviceCode } }))
    .body.user?.username;
}

test("a second step asks for the app's code, again after a wrong one, and then a program is let in", async () => {
  const ann = await joinWithApp("ann");
  const browser = openBrowser(world.app);

  const step = await signIn(browser, ann.email);
  const wrong = await browser.open(device, { ...hiddenIn(step), do: "second-factor", code: "000000" });
  const before = await browser.open(device);
  const right = await browser.open(device, { ...hiddenIn(wrong), do: "second-factor", code: ann.code() });

  expect([step.status, wrong.status, right.status, right.location]).toEqual([200, 401, 303, device]);
  expect(step.text).toContain('name="code"');
  expect(wrong.text).toContain("The code is wrong, has expired or was used before.");
  expect(before.text).toContain('name="password"');
  expect(await letIn(browser)).toBe("ann");
});

test("a recovery code is taken as well", async () => {
  const ben = await joinWithApp("ben");
  const browser = openBrowser(world.app);

  const step = await signIn(browser, ben.email);
  await browser.open(device, { ...hiddenIn(step), do: "second-factor", recoveryCode: ben.recoveryCode });

  expect(await letIn(browser)).toBe("ben");
});

test("a challenge that is used up leads back to the beginning", async () => {
  const cas = await joinWithApp("cas");
  const browser = openBrowser(world.app);
  const step = await signIn(browser, cas.email);
  for (let n = 0; n < 5; n += 1)
    await browser.open(device, { ...hiddenIn(step), do: "second-factor", recoveryCode: "A-7KQ2M-9X4TD-HH3PR" });

  const late = await browser.open(device, { ...hiddenIn(step), do: "second-factor", code: cas.code() });

  expect(late.status).toBe(401);
  expect(late.text).toContain("This sign-in has expired or was tried too often.");
  expect(late.text).toContain('name="password"');
});

test("a passkey signs in alone, and shows the second factor; nonsense in its place is refused on the page", async () => {
  const dot = await world.app.join("dot");
  const authenticator = createAuthenticator({ origin: publicUrl });
  const created = authenticator.create(await dot.client.me.passkeys.options.mutate());
  await dot.client.me.passkeys.add.mutate({ name: "Phone", passkey: created });
  const answer = async () => {
    const { body } = await world.app.rest<PasskeyRequestOptions>("POST /auth/passkeys/options");
    return JSON.stringify(authenticator.get(body));
  };
  const [alone, second] = [openBrowser(world.app), openBrowser(world.app)];

  const nonsense = await alone.open(device, { do: "passkey", passkey: "{" });
  await alone.open(device, { do: "passkey", passkey: await answer() });
  const step = await signIn(second, dot.email);
  await second.open(device, { ...hiddenIn(step), do: "second-factor", passkey: await answer() });

  expect(nonsense.status).toBe(400);
  expect(step.text).toContain("Show a passkey");
  expect([await letIn(alone), await letIn(second)]).toEqual(["dot", "dot"]);
});

test("an account of a provider goes there and comes back to the page; why it did not work is told there", async () => {
  const browser = openBrowser(world.app);
  const door = await browser.open(device);
  const [, link = ""] = /href="([^"]+)">Sign in with ACME</.exec(door.text) ?? [];
  const { location } = await browser.open(new URL(link.replaceAll("&amp;", "&"), publicUrl).href);
  const back = await browser.open(await browser.signInAt(location ?? "", "ada"));
  const stranger = openBrowser(world.app);
  await world.app.join("mary");
  const refused = await stranger.open(`${device}?error=LINK_REQUIRED`);
  const made = await stranger.open(`${device}?error=%3Cb%3E`);

  expect(back.location).toBe(device);
  expect(await letIn(browser)).toBe("ada-lovelace");
  expect(refused.text).toMatch(/role="alert">[^<]{20,}/);
  expect(made.text).not.toMatch(/role="alert">[^<]/);
});

test("a provider's account with a second factor is asked for it before the browser goes on", async () => {
  const first = openBrowser(world.app);
  const back = await first.open(await comeBack(first, { login: "ada" }));
  const cookie = [...first.cookies()].map(([name, value]) => `${name}=${value}`).join("; ");
  const setup = await world.app.rest<{ secret: string }>("POST /me/mfa", { headers: { cookie } });
  const confirmed = await world.app.rest("POST /me/mfa/confirm", {
    headers: { cookie },
    body: { code: totpCode(setup.body.secret, new Date()) },
  });
  const browser = openBrowser(world.app);
  const finish = (page: Page, code: string) =>
    browser.open(`${publicUrl}/auth/second-factor`, { ...hiddenIn(page), do: "second-factor", code });

  const step = await browser.open(await comeBack(browser, { login: "ada", returnTo: device }));
  const wrong = await finish(step, "000000");
  const right = await finish(wrong, totpCode(setup.body.secret, new Date(Date.now() + 30_000)));
  const again = await finish(step, "000000");

  expect([back.status, setup.status, confirmed.status]).toEqual([303, 200, 200]);
  expect([step.status, wrong.status, right.status, right.location]).toEqual([200, 401, 303, device]);
  expect(again.location).toBe(`${device}?error=MFA_CHALLENGE_INVALID`);
  expect(await letIn(browser)).toBe("ada-lovelace");
});

test("the second step may lead to the web app, which browsers are told before its form is sent", async () => {
  const first = openBrowser(world.app);
  await first.open(await comeBack(first));
  const userId = (await world.app.app.deps.db.identity.findFirstOrThrow()).userId;
  await world.app.app.deps.db.totpFactor.upsert({
    where: { userId },
    create: { userId, secret: Buffer.alloc(40), confirmedAt: new Date() },
    update: {},
  });

  const browser = openBrowser(world.app);
  const step = await browser.open(await comeBack(browser, { returnTo: "https://app.example.com/welcome" }));

  expect(step.headers.get("content-security-policy")).toContain("form-action 'self' https://app.example.com;");
  expect([step.headers.get("cache-control"), step.headers.get("referrer-policy")]).toEqual(["no-store", "same-origin"]);
});

test("the second step leads only to addresses of ours", async () => {
  const form = { challenge: "mf_x", do: "second-factor", code: "123456", returnTo: "https://evil.example/" };

  const { status, location } = await openBrowser(world.app).open(`${publicUrl}/auth/second-factor`, form);

  expect([status, location]).toEqual([400, null]);
});

test("a locked account is told to wait, with how long; a code that has expired is told as none", async () => {
  const eli = await world.app.join("eli");
  const fay = await world.app.join("fay");
  const browser = openBrowser(world.app);
  for (let n = 0; n < 5; n += 1) await signIn(openBrowser(world.app), eli.email, "wrong but long enough");
  const { body } = await world.app.rest<DeviceStarted>("POST /auth/device", { body: { clientName: "a lamp" } });

  const locked = await signIn(browser, eli.email);
  await signIn(browser, fay.email);
  await world.app.app.deps.db.deviceGrant.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
  const expired = await browser.open(device, { do: "enter", code: body.userCode });

  expect([locked.status, Number(locked.headers.get("retry-after"))]).toEqual([
    429,
    expect.toSatisfy((s: number) => s > 800),
  ]);
  expect(locked.text).toMatch(/role="alert">[^<]*try/i);
  expect(expired.status).toBe(404);
  expect(expired.text).toContain("No program waits with this code.");
});

test(
  "in a browser the page's own script asks for a passkey, within the page's policy; without scripts nothing offers one",
  { tags: ["chromium"], timeout: 60_000 },
  async () => {
    await using server = await startTestApp({ PUBLIC_URL: "http://localhost:3000" });
    await using chromium = await startChromium(server.url);
    const page = await chromium.browser.newPage();
    const refusals: string[] = [];
    page.on("console", (line) => void (line.type() === "error" && refusals.push(line.text())));
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    const protocol = { protocol: "ctap2", transport: "internal", automaticPresenceSimulation: true } as const;
    const abilities = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
    await devtools.send("WebAuthn.addVirtualAuthenticator", { options: { ...protocol, ...abilities } });
    const gus = await server.join("gus");
    const options = await gus.client.me.passkeys.options.mutate();
    await page.goto("http://localhost:3000/device");
    const made: never = await page.evaluate(
      `navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(${JSON.stringify(options)}) })
        .then((made) => made.toJSON())`,
    );
    await gus.client.me.passkeys.add.mutate({ name: "This browser", passkey: made });

    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("@gus", { exact: true }).waitFor();
    await page.getByRole("button", { name: "I am not @gus" }).click();
    await page.getByLabel("E-mail").fill(gus.email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: "Show a passkey" }).click();
    await page.getByText("@gus", { exact: true }).waitFor();
    const plain = await (await chromium.browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto("http://localhost:3000/device");

    expect(await plain.getByRole("button").allTextContents()).toEqual(["Sign in"]);
    expect(refusals).toEqual([]);
  },
);
