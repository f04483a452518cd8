import { createAuthenticator, totpCode } from "@tenon/auth/testing";
import { createClient, reasonOf, wireErrorOf } from "@tenon/client";
import { expect, test } from "vitest";
import { type Person, password, startTestApp, type TestApp } from "./test-app.ts";

const page = "https://app.example.com";

/** Gives somebody an app, by the client; the code that confirmed it is spent, so a recovery code signs in next. */
async function enrolApp(server: TestApp, { client }: Person) {
  const { secret } = await client.me.mfa.start.mutate();
  const confirmed = await client.me.mfa.confirm.mutate({ code: totpCode(secret, new Date()) });
  // The next step's code is taken as well: clocks differ.
  const nextCode = () => totpCode(secret, new Date(Date.now() + 30_000));
  const token = confirmed.token ?? "";
  return {
    secret,
    nextCode,
    token,
    codes: confirmed.recoveryCodes ?? [],
    client: createClient({ url: server.url, token }),
  };
}

type SignedIn = { token: string | null; user: { mfaEnabled: boolean } };

test("over REST: the password, a challenge that is no session, the code, and then a session at the second level", async () => {
  await using server = await startTestApp();
  const ada = await server.join("ada");
  const { nextCode } = await enrolApp(server, ada);

  const refused = await server.rest<{ challenge: string; methods: string[] }>("POST /auth/login", {
    body: { email: ada.email, password, mode: "bearer" },
  });
  const { challenge } = refused.body;
  const asSession = await server.rest("GET /me", { token: challenge });
  const asCookie = await server.rest("GET /me", { headers: { cookie: `session=${challenge}` } });
  const wrong = await server.rest("POST /auth/login/mfa", { body: { challenge, code: "000000", mode: "bearer" } });
  const right = await server.rest<SignedIn>("POST /auth/login/mfa", {
    body: { challenge, code: nextCode(), mode: "bearer" },
  });

  expect(refused).toMatchObject({ status: 401, body: { reason: "MFA_REQUIRED", methods: ["code", "recoveryCode"] } });
  expect(refused.headers.get("cache-control")).toContain("no-store");
  expect(refused.headers.getSetCookie()).toEqual([]);
  expect([asSession.status, asCookie.status]).toEqual([401, 401]);
  expect([wrong.status, wrong.body.reason]).toEqual([401, "MFA_CODE_INVALID"]);
  expect([right.status, right.body.user.mfaEnabled]).toEqual([200, true]);
  const me = await server.rest("GET /me", { token: right.body.token ?? "" });
  expect(me.status).toBe(200);
  expect(JSON.stringify(server.lines)).not.toContain(challenge);
});

test("over tRPC, by cookie: the session's cookie comes with the second factor, and a new one with showing it again", async () => {
  await using server = await startTestApp();
  const ada = await server.join("ada");
  const { codes } = await enrolApp(server, ada);
  let cookies: string[] = [];
  const withCookies: typeof fetch = async (input, init) => {
    const response = await fetch(input, {
      ...init,
      headers: { ...(init?.headers as object), cookie: cookies.at(-1)?.split(";")[0] ?? "" },
    });
    cookies = [...cookies, ...response.headers.getSetCookie().filter((cookie) => cookie.startsWith("session="))];
    return response;
  };
  const client = createClient({ url: server.url, fetch: withCookies });

  const error = wireErrorOf(
    await client.auth.login.mutate({ email: ada.email, password }).catch((reason: unknown) => reason),
  );
  expect([error?.reason, cookies]).toEqual(["MFA_REQUIRED", []]);
  const signedIn = await client.auth.loginMfa.mutate({ challenge: error?.challenge ?? "", recoveryCode: codes[0] });
  const again = await client.auth.reauthenticate.mutate({ recoveryCode: codes[1] });
  const me = await client.me.get.query();

  expect([signedIn.token, again.token, me.username]).toEqual([null, null, "ada"]);
  expect(new Set(cookies.map((cookie) => cookie.split(";")[0])).size).toBe(2);
  const stale = await server.rest("GET /me", { headers: { cookie: cookies[0]?.split(";")[0] ?? "" } });
  expect(stale.status).toBe(401);
});

test("a token of before the app was confirmed is no more", async () => {
  await using server = await startTestApp();
  const ada = await server.join("ada");
  const { client } = await enrolApp(server, ada);

  expect(await ada.client.me.get.query().catch(reasonOf)).toBe("UNAUTHENTICATED");
  expect(await client.me.mfa.get.query()).toEqual({
    methods: ["code", "recoveryCode"],
    required: false,
    recoveryCodesLeft: 10,
  });
});

test("a passkey is added, signs in without a name, and is removed again", async () => {
  await using server = await startTestApp({ PUBLIC_URL: "http://localhost:3000", WEB_URL: page });
  const ada = await server.join("ada");
  const authenticator = createAuthenticator({ origin: page });
  const options = await ada.client.me.passkeys.options.mutate();
  const added = await ada.client.me.passkeys.add.mutate({ name: "Phone", passkey: authenticator.create(options) });

  const asked = await server.rest<{ challenge: string; rpId: string }>("POST /auth/passkeys/options");
  const signedIn = await server.rest<SignedIn>("POST /auth/passkeys/login", {
    body: { passkey: authenticator.get(asked.body), mode: "bearer" },
  });

  expect(asked.body).toMatchObject({ rpId: "app.example.com", userVerification: "required" });
  expect(signedIn.status).toBe(200);
  const client = createClient({ url: server.url, token: signedIn.body.token });
  expect((await client.me.passkeys.list.query()).items).toMatchObject([{ id: added.passkey.id, name: "Phone" }]);
  await client.me.passkeys.remove.mutate({ id: added.passkey.id });
  expect(await client.me.get.query()).toMatchObject({ mfaEnabled: false, mfaMethods: [] });
});

test("what browsers add to a passkey's answer is passed over; what is no answer is told by its field", async () => {
  await using server = await startTestApp({ WEB_URL: page });
  const ada = await server.join("ada");
  const authenticator = createAuthenticator({ origin: page });
  const created = authenticator.create(await ada.client.me.passkeys.options.mutate());
  const decorated = {
    ...created,
    authenticatorAttachment: "platform",
    clientExtensionResults: { credProps: { rk: true } },
    response: { ...created.response, publicKey: "AAAA", publicKeyAlgorithm: -7, authenticatorData: "AAAA" },
  };

  const broken = await server.rest("POST /auth/passkeys/login", { body: { passkey: { ...created, response: {} } } });
  const added = await server.rest("POST /me/passkeys", { token: ada.token, body: { name: "Key", passkey: decorated } });

  expect(broken.status).toBe(400);
  expect(broken.body.fields?.map(({ path }) => path.join("."))).toContain("passkey.response.signature");
  expect(added.status).toBe(201);
});

test.for([
  [{ challenge: "mf_x" }, ""],
  [{ challenge: "mf_x", code: "123456", recoveryCode: "A-7KQ2M-9X4TD-HH3PR" }, "code"],
  [{ challenge: "mf_x", code: "12345" }, "code"],
  [{ challenge: "", code: "123456" }, "challenge"],
  [{ code: "123456" }, "challenge"],
  [{ challenge: "mf_x", recoveryCode: "A\0" }, "recoveryCode"],
])("%j is not valid at %j", async ([body, field]) => {
  await using server = await startTestApp();

  const { status, body: problem } = await server.rest("POST /auth/login/mfa", { body });

  expect([status, problem.fields?.[0]?.path.join(".")]).toEqual([400, field]);
});

test("a role that must have a second factor gets a session that can only set one up, on every way in", async () => {
  await using server = await startTestApp({ MFA_REQUIRED_ROLES: "admin", CONDUIT: "true" });
  const root = await server.join("root", "admin");
  const ada = await server.join("ada");
  const post = await ada.client.posts.create.mutate({ title: "A", body: "b", published: true });
  const form = new FormData();
  form.append("file", new File(["words"], "words.txt"));
  const { id: fileId } = await ada.client.files.upload.mutate(form);
  const conduit = (token: string) =>
    fetch(`${server.url}/conduit/api/user`, { headers: { authorization: `Token ${token}` } });

  expect(await root.client.me.get.query()).toMatchObject({ mfaRequired: true, mfaEnabled: false });
  expect(await root.client.users.list.query().catch(reasonOf)).toBe("MFA_ENROLMENT_REQUIRED");
  expect(await root.client.posts.delete.mutate({ id: post.id }).catch(reasonOf)).toBe("MFA_ENROLMENT_REQUIRED");
  const file = await server.rest(`GET /files/${fileId}/content`, { token: root.token });
  expect([file.status, file.body.reason]).toEqual([403, "MFA_ENROLMENT_REQUIRED"]);
  expect((await conduit(root.token)).status).toBe(403);
  const { client, token } = await enrolApp(server, root);

  expect(await client.users.list.query()).toMatchObject({ items: expect.anything() as unknown });
  expect((await conduit(token)).status).toBe(200);
  expect(await client.me.mfa.disable.mutate().catch(reasonOf)).toBe("LAST_METHOD");
});

test("Conduit's own sign-in does not pass by the second factor, and says so", async () => {
  await using server = await startTestApp({ CONDUIT: "true" });
  const ada = await server.join("ada");
  await enrolApp(server, ada);

  const response = await fetch(`${server.url}/conduit/api/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user: { email: ada.email, password } }),
  });

  expect(response.status).toBe(401);
  expect(await response.text()).toContain("second factor, which cannot be shown here");
});
