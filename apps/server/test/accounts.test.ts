import { createClient } from "@tenon/client";
import { eventually } from "@tenon/db/testing";
import { openSink, type Sink } from "@tenon/platform/testing/smtp-sink";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { password, startTestApp, type TestApp } from "./test-app.ts";

const another = "another long password";

let sink: Sink;
let server: TestApp;
beforeAll(async () => {
  sink = await openSink();
  server = await startTestApp(mailedBy(sink), { poolSize: 5 });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await sink[Symbol.asyncDispose]();
});

const mailedBy = ({ port }: Sink) => ({
  MAIL: "smtp",
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  JOBS: "inline",
  PUBLIC_URL: "https://api.example.com",
  // Mails name it; an Origin of the tests' own address must be trusted all the same.
  TRUSTED_ORIGINS: "https://app.example.com",
});

type Mail = { to: string; subject: string; text: string; link: URL; token: string };

/** The newest mail to somebody with such a subject. */
async function mailTo(to: string, subject: RegExp, from = sink): Promise<Mail> {
  let found: Mail | undefined;
  await eventually(async () => {
    const mails = await Promise.all(from.arrived.map(({ source }) => PostalMime.parse(source)));
    const mail = mails.findLast((one) => one.to?.[0]?.address === to && subject.test(one.subject ?? ""));
    expect(mail).toBeDefined();
    const text = mail?.text ?? "";
    const link = new URL(/https:\/\/\S+\/account\/\S+/.exec(text)?.[0] ?? "");
    found = { to, subject: mail?.subject ?? "", text, link, token: link.hash.replace("#token=", "") };
  });
  return found!;
}

const signIn = (email: string, secret: string) =>
  server.rest<{ token: string }>("POST /auth/login", { body: { email, password: secret, mode: "bearer" } });

describe("by mail, through SMTP and HTTP", () => {
  test("an address is verified", async () => {
    const ada = await server.join("ada");
    const { token, link } = await mailTo("ada@example.org", /^Welcome/);
    expect(link.href).toMatch(/^https:\/\/api\.example\.com\/account\/verify-email#token=vt_[\w-]{43}$/);

    const first = await server.rest("POST /auth/verify-email", { body: { token } });
    const second = await server.rest("POST /auth/verify-email", { body: { token } });

    expect([first.status, second.status, second.body.reason]).toEqual([204, 400, "TOKEN_EXPIRED_OR_USED"]);
    expect(await ada.client.me.get.query()).toMatchObject({ emailVerified: true });
  });

  test("a forgotten password is reset, and no session survives it", async () => {
    const bob = await server.join("bob");

    const asked = await server.rest("POST /auth/forgot-password", {
      body: { email: bob.email },
      headers: { host: "evil.example.net" },
    });
    const { token, link } = await mailTo(bob.email, /^Choose a new password/);
    const weak = await server.rest("POST /auth/reset-password", { body: { token, password: "Password1234" } });
    const done = await server.rest("POST /auth/reset-password", { body: { token, password: another } });

    expect([asked.status, weak.status, weak.body.reason, done.status]).toEqual([202, 422, "WEAK_PASSWORD", 204]);
    expect(link.host).toBe("api.example.com");
    expect(done.headers.getSetCookie().map((cookie) => cookie.split("=", 1)[0])).toEqual(["__Host-device"]);
    expect((await server.rest("GET /me", bob)).status).toBe(401);
    expect((await signIn(bob.email, password)).status).toBe(401);
    expect((await signIn(bob.email, another)).status).toBe(200);
    await mailTo(bob.email, /password was changed$/);
  });

  test("an address changes in two steps, and the one before takes it back", async () => {
    const eve = await server.join("eve");
    await mailTo(eve.email, /^Welcome/);

    const asked = await server.rest("POST /me/email", { token: eve.token, body: { email: "eve@example.net" } });
    expect([asked.status, asked.body]).toEqual([202, {}]);
    expect(await eve.client.me.get.query()).toMatchObject({ email: eve.email });
    const confirmation = await mailTo("eve@example.net", /^Confirm your new address/);
    const confirm = { body: { token: confirmation.token } };
    expect((await server.rest("POST /auth/confirm-email", confirm)).status).toBe(204);
    expect(await eve.client.me.get.query()).toMatchObject({ email: "eve@example.net", emailVerified: true });

    const { token } = await mailTo(eve.email, /was changed$/);
    expect((await server.rest("POST /auth/revert-email", { body: { token } })).status).toBe(204);
    expect((await server.rest("GET /me", eve)).status).toBe(401);
    expect((await signIn(eve.email, password)).status).toBe(401);
    const reset = await mailTo(eve.email, /^Choose a new password/);
    await server.rest("POST /auth/reset-password", { body: { token: reset.token, password: another } });
    expect((await signIn(eve.email, another)).status).toBe(200);
  });

  test("an administrator invites somebody, who chooses a password", async () => {
    const root = await server.join("root", "admin");

    const invited = await root.client.users.invite.mutate({ email: "grace@example.org", name: "Grace" });
    const { token } = await mailTo("grace@example.org", /^You are invited/);
    await server.client.auth.resetPassword.mutate({ token, password: another });

    expect(invited).toMatchObject({ name: "Grace", status: "active" });
    expect((await signIn("grace@example.org", another)).status).toBe(200);
  });
});

test("a changed password gives the cookie a new token, and ends the one before (7.2.4)", async () => {
  await server.join("carol");
  const signedIn = await server.rest("POST /auth/login", { body: { email: "carol@example.org", password } });
  const cookieOf = (answer: { headers: Headers }) => answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  const before = cookieOf(signedIn);

  const changed = await server.rest("POST /me/password", {
    headers: { cookie: before },
    body: { currentPassword: password, newPassword: another },
  });

  expect(changed).toMatchObject({ status: 200, body: { token: null } });
  expect(changed.headers.get("cache-control")).toContain("no-store");
  expect(cookieOf(changed)).not.toBe(before);
  const me = (cookie: string) => server.rest("GET /me", { headers: { cookie } });
  expect([(await me(before)).status, (await me(cookieOf(changed))).status]).toEqual([401, 200]);
});

test("calls that show or set a password travel alone", async () => {
  const dave = await server.join("dave");
  const calls = {
    0: { json: { currentPassword: "x", newPassword: "y" } },
    1: { json: { currentPassword: "x", newPassword: "y" } },
  };

  const answer = await fetch(`${server.url}/trpc/me.changePassword,me.changePassword?batch=1`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${dave.token}` },
    body: JSON.stringify(calls),
  });

  const results = (await answer.json()) as { error: { json: { data: { reason: string } } } }[];
  expect(results.map(({ error }) => error.json.data.reason)).toEqual(["BATCH_REFUSED", "BATCH_REFUSED"]);
});

test("an address gets three mails an hour, a network asks for ten and registers ten times", async () => {
  await using limited = await startTestApp({ REGISTER_LIMIT: "10", ACCOUNT_MAIL_LIMIT: "10", TRUST_PROXY: "1" });
  const forgot = (email: string, from: string) =>
    limited.rest("POST /auth/forgot-password", { body: { email }, headers: { "x-forwarded-for": from } });
  const register = (index: number, from: string) =>
    limited.rest("POST /auth/register", {
      body: { email: `p${index}@example.org`, password, name: `P${index}`, mode: "bearer" },
      headers: { "x-forwarded-for": from },
    });

  const toOne = await Promise.all(Array.from({ length: 6 }, (_, at) => forgot("A@example.org", `192.0.2.${at}`)));
  expect(toOne.map(({ status }) => status).toSorted()).toEqual([202, 202, 202, 429, 429, 429]);
  const fromOne = await Promise.all(
    Array.from({ length: 12 }, (_, at) => forgot(`x${at}@example.org`, "198.51.100.1")),
  );
  expect(fromOne.filter(({ status }) => status === 202)).toHaveLength(10);
  expect(fromOne.find(({ status }) => status === 429)?.headers.get("retry-after")).toMatch(/^3[0-9]{3}$/);
  const registered = [];
  for (let at = 0; at < 12; at += 1) registered.push((await register(at, "203.0.113.1")).status);
  expect(registered).toEqual([...Array.from({ length: 10 }, () => 201), 429, 429]);
  expect((await register(99, "203.0.113.2")).status).toBe(201);
});

test("where nobody is to learn who has an account, registering answers 202 in the same bytes, and mail goes on (6.3.8)", async () => {
  await using mails = await openSink();
  const env = { ...mailedBy(mails), AUTH_ENUMERATION_SAFE: "true" };
  await using safe = await startTestApp(env, { poolSize: 5 });
  await safe.app.deps.db.user.create({
    data: { username: "taken", email: "taken@example.org", emailNormalized: "taken@example.org", name: "T" },
  });
  const register = async (email: string) => {
    const answer = await safe.rest("POST /auth/register", { body: { email, password, name: "New" } });
    const headers = [...answer.headers].filter(([name]) => !["date", "x-request-id", "ratelimit"].includes(name));
    return { status: answer.status, body: answer.body, headers };
  };

  const [taken, free] = [await register("taken@example.org"), await register("free@example.org")];

  expect(taken).toEqual(free);
  expect(free).toMatchObject({ status: 202, body: { user: null, token: null, expiresAt: null } });
  await mailTo("taken@example.org", /already$/, mails);
  const { token } = await mailTo("free@example.org", /^Finish/, mails);
  const client = createClient({ url: safe.url });
  await client.auth.verifyEmail.mutate({ token });
  const { user } = await client.auth.login.mutate({ email: "free@example.org", password, mode: "bearer" });
  expect(user).toMatchObject({ email: "free@example.org", emailVerified: true });
});

test("no password and no token of a mail is in the log, nor in what administrators see of jobs", async () => {
  const root = await server.join("root2", "admin");
  const mail = await mailTo("root2@example.org", /^Welcome/);

  const jobs = JSON.stringify(await root.client.jobs.list.query({ limit: 100 }));

  for (const secret of [password, another, mail.token]) {
    expect(JSON.stringify(server.lines)).not.toContain(secret);
    expect(jobs).not.toContain(secret);
  }
});
