import { createAuthenticator, totpCode } from "@tenon/auth/testing";
import { eventually } from "@tenon/db/testing";
import { Webhook } from "standardwebhooks";
import { expect } from "vitest";
import { openBrowser, publicUrl } from "../oauth/browser.ts";
import { answerOf } from "../oauth/world.ts";
import type { Asker, Principal } from "./ask.ts";
import type { Ledger } from "./ledger.ts";
import type { People, Person } from "./people.ts";
import { random, type Served } from "./served.ts";

export type Stage = { served: Served; asker: Asker; people: People; ledger: Ledger };

type SignedIn = {
  token: string;
  accessToken: string;
  refreshToken: string;
  recoveryCodes: string[];
  cookies: string[];
};
type Flow = (stage: Stage) => Promise<void>;

/** The token of the newest mail to somebody of such a kind. */
async function mailed({ served }: Stage, email: string, prefix: string): Promise<string> {
  return eventually(() => {
    const mail = served.mails.findLast(({ to, text }) => to === email && text.includes(`#token=${prefix}_`));
    const [, token = ""] = /#token=([\w-]+)/.exec(mail?.text ?? "") ?? [];
    expect(token).not.toBe("");
    return Promise.resolve(token);
  });
}

const newPassword = ({ ledger }: Stage): string => {
  const password = `a password ${random()}`;
  ledger.keep("a password", password);
  return password;
};

const withToken = (person: Person, token: string): Person => ({
  ...person,
  headers: { ...person.from, authorization: `Bearer ${token}` },
});

const guestAt = ({ from, name }: Person): Principal => ({ name: `${name} before`, headers: from });

/** Ways through accounts that work, each with an account of its own: whatever procedures need more than an input. */
export const flows: Record<string, Flow> = {
  async "verification, a change of address and its way back"(stage) {
    const { people, asker } = stage;
    const vera = await people.join("vera");
    const guest = guestAt(vera);
    const token = await mailed(stage, vera.email, "vt");
    await asker.rest(guest, "POST /auth/verify-email", { body: { token } });
    const email = `vera-${random()}@example.net`;
    stage.ledger.keep("the address, network or browser of somebody", email, vera.account);
    await asker.rest(vera, "POST /me/email", { body: { email } });
    await asker.rest(guest, "POST /auth/confirm-email", { body: { token: await mailed(stage, email, "ce") } });
    const revert = { body: { token: await mailed(stage, vera.email, "re") } };
    await asker.rest(guest, "POST /auth/revert-email", revert);
    await asker.rest(guest, "POST /auth/revert-email", { ...revert, expect: 400 });
  },

  async "a forgotten password, and a changed one"(stage) {
    const { people, asker } = stage;
    const fred = await people.join("fred");
    const guest = guestAt(fred);
    const [forgotten, changed] = [newPassword(stage), newPassword(stage)];
    await asker.rest(guest, "POST /auth/forgot-password", { body: { email: fred.email } });
    const token = await mailed(stage, fred.email, "pr");
    await asker.rest(guest, "POST /auth/reset-password", { body: { token, password: "too weak" }, expect: 422 });
    await asker.rest(guest, "POST /auth/reset-password", { body: { token, password: forgotten } });
    const login = { email: fred.email, password: forgotten };
    const { cookies } = await asker.rest<SignedIn>(guest, "POST /auth/login", { body: login });
    const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
    const body = { currentPassword: forgotten, newPassword: changed };
    const byCookie = { ...fred, headers: { ...fred.from, cookie } };
    await asker.rest(byCookie, "POST /me/password", { body });
    await asker.rest(byCookie, "POST /me/password", { body, expect: 401 });
    const again = { body: { ...login, password: changed, mode: "bearer" } };
    const signedIn = await asker.rest<SignedIn>(guest, "POST /auth/login", again);
    const next = { currentPassword: changed, newPassword: newPassword(stage) };
    await asker.rest(withToken(fred, signedIn.token), "POST /me/password", { body: next });
  },

  async "tokens for other services, a device, and a session that is ended"(stage) {
    const { people, asker } = stage;
    const tess = await people.join("tess");
    const guest = guestAt(tess);
    const login = { email: tess.email, password: tess.password, mode: "tokens" };
    const first = await asker.rest<SignedIn>(guest, "POST /auth/login", { body: login });
    const renew = { body: { refreshToken: first.refreshToken } };
    const second = await asker.rest<SignedIn>(guest, "POST /auth/token/refresh", renew);
    await asker.rest(withToken(tess, second.accessToken), "GET /me");
    await asker.rest(tess, "POST /auth/token", { body: {} });
    const device = { clientName: "A lamp" };
    const codes = await asker.rest<{ deviceCode: string; userCode: string }>(guest, "POST /auth/device", {
      body: device,
    });
    const { userCode, deviceCode } = codes;
    await asker.rest(guest, "POST /auth/device/token", { body: { deviceCode }, expect: 400 });
    await asker.rest(tess, "POST /auth/device/claim", { body: { userCode } });
    await asker.rest(tess, "POST /auth/device/approve", { body: { userCode } });
    // Sooner than it may ask again, it would be told to slow down.
    await stage.served.app.deps.db.deviceGrant.updateMany({ data: { lastPolledAt: null } });
    await asker.rest(guest, "POST /auth/device/token", { body: { deviceCode } });
    const { items } = await asker.rest<{ items: { id: string; current: boolean }[] }>(tess, "GET /me/sessions");
    for (const { id } of items.filter(({ current }) => !current)) await asker.rest(tess, `DELETE /me/sessions/${id}`);
    await asker.rest(guest, "POST /auth/token/refresh", { body: { refreshToken: second.refreshToken }, expect: 401 });
  },

  async "an app, recovery codes and passkeys"(stage) {
    const { people, asker } = stage;
    const mona = await people.join("mona");
    const guest = guestAt(mona);
    const { secret } = await asker.rest<{ secret: string }>(mona, "POST /me/mfa");
    const at = new Date();
    const confirm = { body: { code: totpCode(secret, at) } };
    const confirmed = await asker.rest<SignedIn>(mona, "POST /me/mfa/confirm", confirm);
    const login = { body: { email: mona.email, password: mona.password }, expect: 401 };
    const { challenge } = await asker.rest<{ challenge: string }>(guest, "POST /auth/login", login);
    await asker.rest(guest, "POST /auth/login/mfa", { body: { challenge, code: "000000" }, expect: 401 });
    const shown = { challenge, code: totpCode(secret, new Date(at.getTime() + 30_000)), mode: "bearer" };
    const signedIn = await asker.rest<SignedIn>(guest, "POST /auth/login/mfa", { body: shown });
    const [recoveryCode] = confirmed.recoveryCodes;
    const inside = withToken(mona, signedIn.token);
    const renewed = await asker.rest<SignedIn>(inside, "POST /auth/reauthenticate", { body: { recoveryCode } });
    const fresh = withToken(mona, renewed.token);
    await asker.rest(fresh, "POST /me/mfa/recovery-codes");
    const authenticator = createAuthenticator({ origin: publicUrl });
    const options = await asker.rest<Parameters<typeof authenticator.create>[0]>(fresh, "POST /me/passkeys/options");
    const made = { body: { name: "Key", passkey: authenticator.create(options) } };
    const added = await asker.rest<SignedIn & { passkey: { id: string } }>(fresh, "POST /me/passkeys", made);
    const asked = await asker.rest<Parameters<typeof authenticator.get>[0]>(guest, "POST /auth/passkeys/options");
    await asker.rest(guest, "POST /auth/passkeys/login", { body: { passkey: authenticator.get(asked) } });
    const last = withToken(mona, added.token);
    await asker.rest(last, `PATCH /me/passkeys/${added.passkey.id}`, { body: { name: "Phone" } });
    await asker.rest(last, `DELETE /me/passkeys/${added.passkey.id}`);
    await asker.rest(last, "DELETE /me/mfa");
    // Others keep theirs: what is theirs is looked for everywhere.
    const kept = await people.join("kept");
    const theirs = await asker.rest<{ secret: string }>(kept, "POST /me/mfa");
    const done = { body: { code: totpCode(theirs.secret, new Date()) } };
    const { token } = await asker.rest<SignedIn>(kept, "POST /me/mfa/confirm", done);
    const more = withToken(kept, token);
    const wanted = await asker.rest<typeof options>(more, "POST /me/passkeys/options");
    await asker.rest(more, "POST /me/passkeys", { body: { name: "Key", passkey: authenticator.create(wanted) } });
  },

  async "keys that are rotated and revoked"(stage) {
    const { people, asker } = stage;
    const kate = await people.join("kate");
    const body = { name: "Key", scopes: ["account:read"], allowedIps: ["198.51.100.0/24"] };
    const made = await asker.rest<{ id: string; secret: string }>(kate, "POST /me/api-keys", { body });
    await asker.rest(withToken(kate, made.secret), "GET /me");
    const next = await asker.rest<{ id: string }>(kate, `POST /me/api-keys/${made.id}/rotate`, { body: {} });
    await asker.rest(kate, "GET /me/api-keys");
    await asker.rest(kate, `DELETE /me/api-keys/${next.id}`);
  },

  async "a lock that its owner lifts"(stage) {
    const { people, asker } = stage;
    const lou = await people.join("lou");
    const guest = { ...guestAt(lou), headers: { "x-forwarded-for": "203.0.113.250" } };
    const guess = { body: { email: lou.email, password: newPassword(stage) } };
    for (let tries = 0; tries < 5; tries += 1) await asker.rest(guest, "POST /auth/login", { ...guess, expect: 401 });
    await asker.rest(guest, "POST /auth/login", { ...guess, expect: 429 });
    const token = await mailed(stage, lou.email, "ul");
    await asker.rest(guest, "POST /auth/unlock", { body: { token } });
  },

  async "an account that is exported, deleted and kept"(stage) {
    const { people, asker } = stage;
    const dora = await people.join("dora");
    await asker.rest(dora, "POST /me/export");
    await eventually(async () => {
      const { status } = await asker.rest<{ status: string }>(dora, "GET /me/export");
      expect(status).toBe("ready");
    });
    await asker.rest(dora, "DELETE /me");
    const token = await mailed(stage, dora.email, "ka");
    await asker.rest(guestAt(dora), "POST /auth/keep-account", { body: { token } });
  },

  async "a provider that is gone"({ asker, ledger }) {
    const guest: Principal = { name: "a guest", headers: {} };
    const begun = await asker.rest<{ url: string; cookies: string[] }>(guest, "GET /auth/oauth/github");
    const headers = { cookie: begun.cookies[0]?.split(";")[0] ?? "" };
    const code = `the-code-of-a-provider-${random()}`;
    ledger.keep("a provider's code", code);
    const body = { state: new URL(begun.url).searchParams.get("state"), code };
    await asker.rest(guest, "POST /auth/oauth/github/callback", { body, headers, expect: 503 });
  },

  async "a job that an administrator cancels and runs again"({ people, asker, served }) {
    const boss = await people.join("boss", "admin");
    const { db } = served.app.deps;
    const [job] = await db.$queryRaw<{ id: string }[]>`
      UPDATE pgboss.job SET state = 'failed' WHERE state = 'created' AND start_after > now() + interval '1 day' RETURNING id`;
    await asker.rest(boss, `POST /jobs/${job?.id}/retry`);
    await asker.rest(boss, `POST /jobs/${job?.id}/cancel`);
  },

  async "a call that is repeated, and a message of a provider"({ people, asker, served }) {
    const ida = await people.join("ida");
    const post = { headers: { "idempotency-key": `key-${random()}` }, body: { title: "Once", body: "" } };
    await asker.rest(ida, "POST /posts", post);
    await asker.rest(ida, "POST /posts", post);
    await asker.rest(ida, "POST /posts", { ...post, body: { title: "Twice", body: "" }, expect: 422 });
    const body = JSON.stringify({ type: "email.opened", data: { to: [ida.email], subject: random() } });
    const [, secret = ""] = served.env["WEBHOOK_INBOX_SECRETS"]?.split("resend=") ?? [];
    const [id, at] = [`msg_${random()}`, new Date()];
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    };
    const call = { method: "POST", target: "/webhooks/in/resend", headers, body };
    expect((await asker.ask({ name: "a provider", headers: {} }, call)).status).toBe(202);
  },

  async "somebody who is invited"(stage) {
    const { people, asker, ledger } = stage;
    const root = await people.join("root", "admin");
    const email = `guest-${random()}@example.org`;
    const invited = await asker.rest<{ id: string }>(root, "POST /users/invitations", {
      body: { email, name: "Guest" },
    });
    ledger.keep("the address, network or browser of somebody", email, invited.id);
    const body = { token: await mailed(stage, email, "iv"), password: newPassword(stage) };
    await asker.rest({ name: "a guest", headers: {} }, "POST /auth/reset-password", { body });
  },

  async "a provider that signs in, links and is unlinked"(stage) {
    const { people, asker, served, ledger } = stage;
    const olga = await people.join("olga");
    const guest = guestAt(olga);
    const finish = async (begin: string, who: Principal, login: string) => {
      const given = begin.startsWith("POST") ? { body: { provider: "acme" } } : {};
      const { url, cookies } = await asker.rest<{ url: string; cookies: string[] }>(who, begin, given);
      const body = { ...answerOf(await openBrowser(served.app).signInAt(url, login)), mode: "bearer" };
      ledger.keep("a provider's code", String((body as { code?: string }).code));
      const headers = { cookie: cookies[0]?.split(";")[0] ?? "" };
      return asker.rest<SignedIn>(who, "POST /auth/oauth/acme/callback", { body, headers });
    };
    await finish("GET /auth/oauth/acme", guest, "ada");
    await finish("POST /me/identities", olga, "bob");
    const { items } = await asker.rest<{ items: { id: string }[] }>(olga, "GET /me/identities");
    await asker.rest(olga, `DELETE /me/identities/${items[0]?.id}`);
  },
};
