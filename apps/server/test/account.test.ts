import { createHash } from "node:crypto";
import type { MailArchive } from "@tenon/core/mail/mailer";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { startChromium } from "./chromium.ts";
import { password, type Person, startTestApp, type TestApp } from "./test-app.ts";

const withJobs = { JOBS: "inline" };

/** The text of the mail to somebody that has these words in its subject, once it was sent. */
async function mailTo({ app }: TestApp, { email }: Person, words: string): Promise<string> {
  const archive = app.deps.mailer as MailArchive;
  return eventually(async () => {
    const mail = (await archive.kept()).find(({ to, subject }) => to === email && subject.includes(words));
    expect(mail).toBeDefined();
    return mail?.text ?? "";
  });
}

const signIn = ({ rest }: TestApp, { email }: Person) =>
  rest("POST /auth/login", { body: { email, password, mode: "bearer" } });

test("an account that was deleted is gone from all that is cached too, and comes back by the page of the mail", async () => {
  await using server = await startTestApp(withJobs, { poolSize: 5 });
  const [ada, bob] = [await server.join("ada"), await server.join("bob")];
  await ada.client.posts.create.mutate({ title: "Engines", body: "B", published: true });
  const listed = async () => (await server.client.posts.list.query()).items.map(({ title }) => title);
  expect(await listed()).toEqual(["Engines"]);

  const deleted = await server.rest("DELETE /me", ada);

  expect(deleted.status).toBe(204);
  expect(await listed()).toEqual([]);
  expect((await server.rest("GET /users/ada")).status).toBe(404);
  expect((await server.rest("GET /me", ada)).status).toBe(401);
  expect((await signIn(server, ada)).body).toMatchObject({ reason: "ACCOUNT_DISABLED" });
  const [, token = ""] = /#token=(\S+)/.exec(await mailTo(server, ada, "was deleted")) ?? [];
  const page = `${server.url}/account/keep-account`;
  const post = (body: string, headers = {}) =>
    fetch(page, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded", ...headers } });
  expect((await post("token=ka_other")).status).toBe(400);
  expect((await post("")).status).toBe(400);
  expect((await post(`token=${token}`, { origin: "https://evil.example" })).status).toBe(403);
  expect((await fetch(page, { method: "PUT" })).status).toBe(405);
  const kept = await post(`token=${token}`);
  expect([kept.status, await kept.text()]).toEqual([200, expect.stringContaining("Your account is kept")]);
  expect(await listed()).toEqual(["Engines"]);
  expect((await signIn(server, ada)).status).toBe(200);
  expect(JSON.stringify(server.lines)).not.toContain(token);
  expect((await bob.client.me.activity.query()).items).toMatchObject([{ action: "session.started" }, {}]);
});

test(
  "the page puts what the link holds into its form, and a press of the button is enough",
  { tags: ["chromium"], timeout: 60_000 },
  async () => {
    await using server = await startTestApp(withJobs, { poolSize: 5 });
    const ada = await server.join("ada");
    await ada.client.me.delete.mutate();
    const [, token = ""] = /#token=(\S+)/.exec(await mailTo(server, ada, "was deleted")) ?? [];
    await using chromium = await startChromium();
    const tab = await chromium.browser.newPage();
    const faults: string[] = [];
    tab.on("console", (message) => void faults.push(message.text()));

    await tab.goto(`${server.url}/account/keep-account#token=${token}`);
    const [filled, address] = [await tab.inputValue("input"), tab.url()];
    await tab.click("button");
    await tab.waitForSelector("text=Your account is kept");

    expect(filled).toBe(token);
    expect(address).not.toContain(token);
    expect(faults).toEqual([]);
    expect((await signIn(server, ada)).status).toBe(200);
  },
);

test("everything of an account is fetched as one file, by its owner's session alone", async () => {
  await using server = await startTestApp(withJobs, { poolSize: 5 });
  const [ada, eve] = [await server.join("ada"), await server.join("eve", "admin")];
  await ada.client.posts.create.mutate({ title: "Engines", body: "B", published: true });

  const asked = await server.rest<{ id: string }>("POST /me/export", ada);
  expect(asked).toMatchObject({ status: 202, body: { status: "running" } });
  const mail = await mailTo(server, ada, "is ready");

  const read = await server.rest<{ size: number; sha256: string; url: string }>("GET /me/export", ada);
  expect(read.body).toMatchObject({ id: asked.body.id, status: "ready" });
  expect(mail).toContain(read.body.url);
  const fetchAs = (token?: string, headers = {}) =>
    fetch(`${server.url}/api/v1/me/export/content`, {
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    });
  const whole = await fetchAs(ada.token);
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect([whole.status, bytes.length, createHash("sha256").update(bytes).digest("hex")]).toEqual([
    200,
    read.body.size,
    read.body.sha256,
  ]);
  expect(whole.headers.get("content-disposition")).toMatch(/^attachment; filename="tenon-ada-\d{4}-\d\d-\d\d\.zip"/);
  expect(whole.headers.get("cache-control")).toContain("no-store");
  expect((await fetchAs(ada.token, { range: "bytes=0-9" })).status).toBe(206);
  expect((await fetchAs()).status).toBe(401);
  expect((await fetchAs(eve.token)).status).toBe(404);
  expect((await server.rest("POST /me/export", ada)).headers.get("retry-after")).toMatch(/^3[56]\d\d$/);
});

test("administrators list the audit log and verify it, by REST and by pages", async () => {
  await using server = await startTestApp({}, { poolSize: 2 });
  const [ada, root] = [await server.join("ada"), await server.join("root", "admin")];
  await root.client.users.setRole.mutate({ id: ada.id, role: "editor" });

  const listed = await server.rest<{ items: object[] }>(
    `GET /audit?subject=${ada.id}&action=account.role-changed`,
    root,
  );
  const verified = await server.rest("GET /audit/verify", root);
  const refused = await server.rest("GET /audit", ada);
  const wrong = await server.rest("GET /audit?action=nonsense&actor=x", root);

  expect(listed.body.items).toMatchObject([
    {
      action: "account.role-changed",
      actor: { username: "root" },
      subject: { username: "ada" },
      meta: { to: "editor" },
    },
  ]);
  expect(verified).toMatchObject({ status: 200, body: { faults: [], nextCursor: null } });
  expect(refused.status).toBe(403);
  expect(wrong.body.fields?.map(({ path }) => path.join("."))).toEqual(["actor", "action"]);
  const noted = await server.rest<{ items: object[] }>(`GET /audit?actor=${ada.id}&outcome=failure`, root);
  expect(noted.body.items).toMatchObject([
    { action: "access.refused", target: { type: "procedure", id: "audit.list" } },
  ]);
});
