import type { SignedIn } from "@tenon/contract/auth";
import type { DeviceStarted } from "@tenon/contract/tokens";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password, type Person, startTestApp, type TestApp } from "./test-app.ts";

let server: TestApp;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  server = await startTestApp();
  [ada, bob] = [await server.join("ada"), await server.join("bob")];
});
afterAll(() => server[Symbol.asyncDispose]());

/** A browser at /device, as far as it matters: it keeps the cookie and says where its forms come from. */
function visit() {
  let cookie = "";
  const request = async (method: string, body?: URLSearchParams, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${server.url}/device`, {
      method,
      redirect: "manual",
      headers: { cookie, "sec-fetch-site": "same-origin", ...headers },
      ...(body && { body }),
    });
    for (const set of answer.headers.getSetCookie()) if (set.startsWith("session=")) cookie = set.split(";")[0] ?? "";
    return { status: answer.status, headers: answer.headers, page: await answer.text() };
  };
  const submit = (fields: Record<string, string>, headers?: Record<string, string>) =>
    request("POST", new URLSearchParams(fields), headers);
  return {
    open: () => request("GET"),
    submit,
    signIn: (person: Person, given = password) => submit({ do: "sign-in", email: person.email, password: given }),
  };
}

const start = async (clientName = "a lamp") =>
  (await server.rest<DeviceStarted>("POST /auth/device", { body: { clientName } })).body;
const poll = ({ deviceCode }: DeviceStarted) =>
  server.rest<SignedIn>("POST /auth/device/token", { body: { deviceCode } });

test("somebody signs in, types the code, sees what waits and lets it in; no script, no word in the address", async () => {
  const codes = await start();
  const browser = visit();

  const door = await browser.open();
  const signedIn = await browser.signIn(ada);
  const form = await browser.open();
  const question = await browser.submit({ do: "enter", code: codes.userCode.toLowerCase() });
  const done = await browser.submit({ do: "approve", code: codes.userCode });
  const { body, status } = await poll(codes);

  expect([door.status, signedIn.status, form.status, question.status, done.status]).toEqual([200, 303, 200, 200, 200]);
  expect(signedIn.headers.get("location")).toBe("/device");
  expect(door.page).toContain('name="password"');
  expect(form.page).toContain("@ada");
  for (const shown of ["a lamp", codes.userCode, "127.0.0.1", "do all that you may do"])
    expect(question.page).toContain(shown);
  expect(done.page).toContain("signed in");
  expect([status, body.user.username]).toEqual([200, "ada"]);
  expect((await server.rest("GET /me", { token: body.token ?? "" })).status).toBe(200);
  for (const { headers } of [door, form, question, done]) {
    expect(headers.get("content-security-policy")).toMatch(
      /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
    );
    expect(headers.get("cache-control")).toBe("no-store");
  }
});

test("whoever turns it away is told so, and so is the program", async () => {
  const codes = await start();
  const browser = visit();
  await browser.signIn(ada);
  await browser.submit({ do: "enter", code: codes.userCode });

  const done = await browser.submit({ do: "deny", code: codes.userCode });
  const { status, body } = await poll(codes);

  expect(done.page).toContain("turned away");
  expect([status, body.reason]).toEqual([403, "ACCESS_DENIED"]);
});

test("a code that one has typed is none to another", async () => {
  const codes = await start();
  const [one, two] = [visit(), visit()];
  await one.signIn(ada);
  await two.signIn(bob);
  await one.submit({ do: "enter", code: codes.userCode });

  const seen = await two.submit({ do: "enter", code: codes.userCode });
  const approved = await two.submit({ do: "approve", code: codes.userCode });

  for (const { status, page } of [seen, approved]) {
    expect(status).toBe(404);
    expect(page).toContain("No program waits with this code.");
  }
  expect((await poll(codes)).body.reason).toBe("AUTHORIZATION_PENDING");
});

test("what a program calls itself is text, and nothing else", async () => {
  const browser = visit();
  await browser.signIn(ada);
  const codes = await start("<b>not a tag</b>".replaceAll(/[<>]/g, "'"));
  const refused = await server.rest("POST /auth/device", { body: { clientName: "<script>alert(1)</script>" } });

  const question = await browser.submit({ do: "enter", code: codes.userCode });
  const echoed = await browser.submit({ do: "enter", code: '"><script>alert(1)</script>' });

  expect(refused.status).toBe(400);
  expect(question.page).toContain("&#39;b&#39;not a tag");
  expect(echoed.page).not.toContain("<script");
  expect(echoed.status).toBe(400);
});

test("a wrong password and nonsense lead to the form with a word about it, not to a fault", async () => {
  const browser = visit();

  const wrong = await browser.signIn(ada, "wrong but long enough");
  const nothing = await browser.submit({ do: "sign-in" });
  const approve = await browser.submit({ do: "approve", code: "BCDF-GHJK" });
  const nonsense = await browser.submit({ "\0": "\ud800", do: "\0" });
  const large = await browser.submit({ do: "x".repeat(20_000) });
  const put = await fetch(`${server.url}/device`, { method: "PUT" });

  expect(wrong.status).toBe(401);
  expect(wrong.page).toContain("The e-mail address or the password is wrong.");
  expect(wrong.page).toContain(`value="${ada.email}"`);
  expect([nothing.status, approve.status, nonsense.status, large.status, put.status]).toEqual([
    400, 401, 303, 413, 405,
  ]);
});

test("a form of another site does nothing", async () => {
  const codes = await start();
  const browser = visit();
  await browser.signIn(ada);

  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const approved = await browser.submit({ do: "approve", code: codes.userCode }, foreign);

  expect(approved.status).toBe(403);
  expect((await poll(codes)).body.reason).toBe("AUTHORIZATION_PENDING");
});

test("after some minutes the page asks for the password again, and the answer needs it", async () => {
  const codes = await start();
  const browser = visit();
  await browser.signIn(bob);
  const longAgo = new Date(Date.now() - 11 * 60_000);
  await server.app.deps.db.session.updateMany({ where: { userId: bob.id }, data: { authenticatedAt: longAgo } });

  await expect.poll(async () => (await browser.open()).page).toContain("Sign in again to confirm that it is you.");
  const approved = await browser.submit({ do: "approve", code: codes.userCode });
  await browser.signIn(bob);
  const again = await browser.submit({ do: "approve", code: codes.userCode });

  expect([approved.status, again.status]).toEqual([403, 200]);
});

test("whoever is somebody else signs out", async () => {
  const browser = visit();
  await browser.signIn(ada);

  const out = await browser.submit({ do: "sign-out" });

  expect(out.status).toBe(303);
  expect((await browser.open()).page).toContain('name="password"');
});

test("a program that polls too often is told when to come again", async () => {
  const codes = await start();
  await poll(codes);

  const hasty = await poll(codes);

  expect([hasty.status, hasty.body.reason, hasty.headers.get("retry-after")]).toEqual([429, "SLOW_DOWN", "10"]);
});
