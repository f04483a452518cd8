import { forgotPassword } from "@tenon/core/account";
import { keepsMail } from "@tenon/core/mail/mailer";
import { eventually } from "@tenon/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startChromium } from "./chromium.ts";
import { password, startTestApp, type TestApp } from "./test-app.ts";

const pages = [
  "verify-email",
  "forgot-password",
  "reset-password",
  "confirm-email",
  "revert-email",
  "unlock",
  "keep-account",
];
const another = "another long password";

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({ JOBS: "inline" }, { poolSize: 5 });
});
afterAll(() => server[Symbol.asyncDispose]());

/** The address of the link in the newest mail to somebody, where the server of the test listens. */
async function linkTo(to: string, subject: RegExp): Promise<string> {
  let link = "";
  await eventually(async () => {
    const { mailer } = server.app.deps;
    const mails = keepsMail(mailer) ? await mailer.kept() : [];
    const mail = mails.find((one) => one.to === to && subject.test(one.subject));
    link = /https?:\/\/\S+(\/account\/\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect(link).not.toBe("");
  });
  return `${server.url}${link}`;
}

const post = (page: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/account/${page}`, { method: "POST", body: new URLSearchParams(form), headers });

const signIn = (email: string, secret: string) =>
  server.rest("POST /auth/login", { body: { email, password: secret, mode: "bearer" } });

test.for(pages)("%s is a form that is kept by nobody and lets nothing run but its own script", async (page) => {
  const answer = await fetch(`${server.url}/account/${page}?token=x`);
  const text = await answer.text();

  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(answer.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
  );
  expect(text).toMatch(/<form method="post"><label>/);
  expect(text).not.toContain("<script>undefined");
});

describe("without a script", () => {
  test("the code of the mail is typed, or the whole link, and a refused password is told with the code kept", async () => {
    const ada = await server.join("ada");
    await server.client.auth.forgotPassword.mutate({ email: ada.email });
    const link = await linkTo(ada.email, /^Choose/);
    const token = link.split("#token=")[1] ?? "";

    const weak = await post("reset-password", { token: link, password: "Password1234" });
    const text = await weak.text();
    const done = await post("reset-password", { token, password: another });

    expect(weak.status).toBe(422);
    expect(text).toContain('<p role="alert">The password is too easy to guess.');
    expect(text).toContain(`value="${token}"`);
    expect(text).not.toContain("Password1234");
    expect(done.status).toBe(200);
    expect((await signIn(ada.email, another)).status).toBe(200);
  });

  test("a link that is used up, another site, another type and another method are refused", async () => {
    const used = await post("verify-email", { token: "vt_nothing" });
    expect([used.status, await used.text()]).toEqual([400, expect.stringContaining("has expired, was used")]);
    const old = await post("reset-password", { token: "pr_nothing", password: another });
    expect(await old.text()).toContain('<a href="forgot-password">Get a new link</a>');
    const xss = await post("verify-email", { token: '"><script>alert(1)</script>' });
    expect(await xss.text()).not.toContain("<script>alert");
    expect((await post("verify-email", {})).status).toBe(400);
    expect((await post("verify-email", { token: "x".repeat(20_000) })).status).toBe(413);
    const foreign = { origin: "https://evil.example.net", "sec-fetch-site": "cross-site" };
    expect((await post("verify-email", { token: "x" }, foreign)).status).toBe(403);
    const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    expect((await fetch(`${server.url}/account/verify-email`, json)).status).toBe(415);
    const deleted = await fetch(`${server.url}/account/verify-email`, { method: "DELETE" });
    expect([deleted.status, deleted.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
    for (const absent of ["", "nothing", "__proto__", "constructor", "verify-email/x"])
      expect((await fetch(`${server.url}/account/${absent}`)).status).toBe(404);
  });

  test("to look at a link, as scanners of mail do, uses nothing up", async () => {
    const bob = await server.join("bob");
    const link = await linkTo(bob.email, /^Welcome/);

    for (const method of ["GET", "HEAD", "GET"]) await fetch(link, { method });

    const done = await post("verify-email", { token: link.split("#token=")[1] ?? "" });
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("Your address is confirmed")]);
    expect(await bob.client.me.get.query()).toMatchObject({ emailVerified: true });
  });
});

test(
  "in a browser the link is enough: the code leaves the address, and a forgotten password is chosen anew",
  { tags: ["chromium"], timeout: 60_000 },
  async () => {
    const eve = await server.join("eve");
    await using chromium = await startChromium();
    const tab = await chromium.browser.newPage();
    const faults: string[] = [];
    tab.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
    const requested: string[] = [];
    tab.on("request", (request) => requested.push(request.url()));

    await tab.goto(`${server.url}/account/forgot-password`);
    await tab.fill("input[name=email]", eve.email);
    await tab.click("button");
    await tab.waitForSelector("[role=status]");
    const link = await linkTo(eve.email, /^Choose/);
    await tab.goto(link);
    expect(await tab.isVisible("input[name=token]")).toBe(false);
    expect(tab.url()).toBe(`${server.url}/account/reset-password`);
    await tab.fill("input[name=password]", "Password1234");
    await tab.click("button");
    await tab.waitForSelector("[role=alert]");
    expect(await tab.isVisible("input[name=token]")).toBe(false);
    await tab.fill("input[name=password]", another);
    await tab.click("button");
    await tab.waitForSelector("[role=status]");

    expect((await signIn(eve.email, another)).status).toBe(200);
    expect((await signIn(eve.email, password)).status).toBe(401);
    expect(requested.join()).not.toContain("pr_");
    expect(faults.filter((fault) => !fault.includes("422"))).toEqual([]);
  },
);

test("a job of accounts is not shown to administrators with what it holds", async () => {
  const root = await server.join("root", "admin");
  const { deps } = server.app;
  const ctx = {
    ...deps,
    actor: { kind: "anonymous" } as const,
    requestId: "r",
    signal: AbortSignal.timeout(1000),
    client: {},
  };
  await forgotPassword(ctx, { email: "secret@example.org" });

  expect(JSON.stringify(await root.client.jobs.list.query({ limit: 100 }))).not.toContain("secret@example.org");
});

test("the page of a new password says how long it has to be here", async () => {
  await using strict = await startTestApp({ PASSWORD_MIN: "15" });

  expect(await (await fetch(`${strict.url}/account/reset-password`)).text()).toContain("15 characters or more");
});
