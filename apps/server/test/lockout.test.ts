import { createClient } from "@tenon/client";
import { mailLock } from "@tenon/core/auth/mail-lock";
import { keepsMail } from "@tenon/core/mail/mailer";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { startNode } from "./node.ts";
import { password, startTestApp, type TestApp } from "./test-app.ts";

const wrong = "not the password of anybody";
const json = { "content-type": "application/json" };
type Guess = (url: string, email: string) => Promise<string>;

/** The reason that an answer tells, whichever way it came; its status where it tells none. */
async function reasonIn(response: Response): Promise<string> {
  const text = await response.text();
  return /"reason":"(\w+)"/.exec(text)?.[1] ?? String(response.status);
}

const post = async (url: string, body: unknown) =>
  reasonIn(await fetch(url, { method: "POST", headers: json, body: JSON.stringify(body) }));

/** Every way to try a password. A batch of several and a socket never look at one. */
const ways: Record<string, Guess> = {
  REST: (url, email) => post(`${url}/api/v1/auth/login`, { email, password: wrong }),
  tRPC: (url, email) => post(`${url}/trpc/auth.login`, { json: { email, password: wrong } }),
  "a batch of one": (url, email) => post(`${url}/trpc/auth.login?batch=1`, { 0: { json: { email, password: wrong } } }),
  "a batch of two": (url, email) => {
    const input = { json: { email, password: wrong } };
    return post(`${url}/trpc/auth.login,auth.login?batch=1`, { 0: input, 1: input });
  },
  "the page of devices": async (url, email) => {
    const form = new URLSearchParams({ do: "sign-in", email, password: wrong });
    const headers = { "sec-fetch-site": "same-origin" };
    return reasonIn(await fetch(`${url}/device`, { method: "POST", headers, body: form, redirect: "manual" }));
  },
  Conduit: (url, email) => post(`${url}/conduit/api/users/login`, { user: { email, password: wrong } }),
  WebSocket: (url, email) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${url.replace("http", "ws")}/trpc`);
      const params = { path: "auth.login", input: { json: { email, password: wrong } } };
      socket.addEventListener("open", () => socket.send(JSON.stringify({ id: 1, method: "mutation", params })));
      socket.addEventListener("message", ({ data }) => {
        socket.close();
        resolve(/"reason":"(\w+)"/.exec(String(data))?.[1] ?? "nothing");
      });
    }),
  MCP: (url, email) =>
    fetch(`${url}/mcp`, {
      method: "POST",
      headers: { ...json, accept: "application/json, text/event-stream" },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "tools/call",
        params: { name: "auth_login", arguments: { email, password: wrong } },
      }),
    }).then(async (response) => ((await response.text()).includes("nknown") ? "no such tool" : "a tool")),
};

test(
  "of a hundred guesses at once, by every way and on two nodes, exactly five are looked at",
  { timeout: 60_000 },
  async () => {
    const env = { CONDUIT: "true", MCP: "write" };
    await using here = await startTestApp(env);
    await using there = await startNode(here.databaseUrl, { env });
    const { email } = await here.join("ada");
    const all = Object.entries(ways);
    const urls = [here.url, there.url];

    const told = await Promise.all(
      Array.from({ length: 105 }, async (_, index) => {
        const [name, guess] = all[index % all.length]!;
        return { name, reason: await guess(urls[index % 2]!, email) };
      }),
    );

    expect(told.filter(({ reason }) => reason === "INVALID_CREDENTIALS" || reason === "401")).toHaveLength(5);
    const others = (way: string) => new Set(told.flatMap(({ name, reason }) => (name === way ? [reason] : [])));
    for (const way of ["a batch of two", "WebSocket"]) expect([...others(way)]).toEqual(["BATCH_REFUSED"]);
    expect([...others("MCP")]).toEqual(["no such tool"]);
    expect(await ways["REST"]!(here.url, email)).toBe("TOO_MANY_ATTEMPTS");
    expect(await here.app.deps.db.auditEvent.count({ where: { action: "session.refused" } })).toBe(5);
  },
);

/** Signs in as a browser does, with the cookies that it has; what it has afterwards. */
async function browserLogin({ url }: TestApp, email: string, { cookies = "", secret = password } = {}) {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: "POST",
    headers: { ...json, cookie: cookies },
    body: JSON.stringify({ email, password: secret }),
  });
  const set = response.headers.getSetCookie();
  return { status: response.status, set, cookies: set.map((cookie) => cookie.split(";")[0]).join("; ") };
}

test("strangers cannot lock the owner out of a browser that has signed in before, on any node", async () => {
  const env = { LOGIN_LIMIT: "5", TRUST_PROXY: "1" };
  await using here = await startTestApp(env);
  await using there = await startNode(here.databaseUrl, { env });
  const { email } = await here.join("ada");
  const known = await browserLogin(here, email);

  const strangers = await Promise.all(Array.from({ length: 20 }, () => ways["REST"]!(here.url, email)));

  expect(strangers.filter((reason) => reason === "INVALID_CREDENTIALS")).toHaveLength(5);
  expect((await browserLogin(here, email)).status).toBe(429);
  expect((await browserLogin(here, email, { cookies: known.cookies })).status).toBe(200);
  expect((await browserLogin({ ...here, url: there.url }, email, { cookies: known.cookies })).status).toBe(200);
  const guesses = await Promise.all(
    Array.from({ length: 20 }, () => browserLogin(here, email, { cookies: known.cookies, secret: wrong })),
  );
  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
});

test("the device's cookie is host-only and no script's, stays the same, and lets nobody in", async () => {
  await using server = await startTestApp({ PUBLIC_URL: "https://api.example.com" });
  const { email } = await server.join("ada");

  const first = await browserLogin(server, email);
  const again = await browserLogin(server, email, { cookies: first.cookies });

  const device = first.set.find((cookie) => cookie.startsWith("__Host-device="));
  expect(device).toMatch(
    /^__Host-device=[\w-]{22}\.[\w-]{22}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(first.set).toHaveLength(2);
  expect(again.set).toContain(device);
  const cookie = device!.split(";")[0]!;
  expect((await server.rest("GET /me", { headers: { cookie } })).status).toBe(401);
});

test("in mode bearer no cookie is set", async () => {
  await using server = await startTestApp();
  const { email } = await server.join("ada");

  const answer = await server.rest("POST /auth/login", { body: { email, password, mode: "bearer" } });

  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
});

test("a locked account and one that is not there are answered with the same bytes, and leave the same behind", async () => {
  await using server = await startTestApp();
  const { email } = await server.join("ada");
  const answers = async (address: string) => {
    const told: unknown[] = [];
    for (let n = 0; n < 7; n += 1) {
      const { status, headers, body } = await server.rest("POST /auth/login", {
        body: { email: address, password: wrong },
      });
      const kept = [...headers].filter(
        ([name]) => !["date", "x-request-id", "ratelimit", "retry-after"].includes(name),
      );
      // A second may have passed in between.
      const retryAfter = Math.round(Number(headers.get("retry-after")) / 10);
      told.push({ status, headers: kept, retryAfter, body: { ...body, requestId: "", instance: "", retryAfter } });
    }
    return told;
  };
  const { db } = server.app.deps;
  const left = async () => ({
    refused: await db.auditEvent.count({ where: { action: "session.refused" } }),
    locked: await db.auditEvent.count({ where: { action: "account.locked" } }),
    jobs: await db.$queryRaw`SELECT count(*)::int AS count FROM pgboss.job WHERE name = ${mailLock.name}`,
  });

  const known = await answers(email);
  const afterKnown = await left();
  const unknown = await answers("nobody@example.org");

  expect(unknown).toEqual(known);
  expect(known.map((answer) => (answer as { status: number }).status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect([afterKnown, await left()]).toEqual([
    { refused: 5, locked: 1, jobs: [{ count: 1 }] },
    { refused: 10, locked: 2, jobs: [{ count: 2 }] },
  ]);
});

test(
  "the owner of a locked account unlocks it by the link of a mail: not by looking at it, and once",
  { timeout: 30_000 },
  async () => {
    await using server = await startTestApp({ JOBS: "inline" });
    const { email } = await server.join("ada");
    await Promise.all(Array.from({ length: 9 }, () => ways["REST"]!(server.url, email)));
    const { mailer } = server.app.deps;
    const mails = () => (keepsMail(mailer) ? mailer.kept() : Promise.resolve([]));
    const link = await eventually(
      async () => {
        const text = JSON.stringify(await mails());
        const [url = ""] = /http\S+?\/account\/unlock#token=ul_[\w-]+/.exec(text) ?? [];
        expect(url).not.toBe("");
        return new URL(url);
      },
      { timeout: 20_000 },
    );
    const page = `${server.url}${link.pathname}`;
    const token = link.hash.slice("#token=".length);
    const submit = (given: string) => fetch(page, { method: "POST", body: new URLSearchParams({ token: given }) });

    const looked = await fetch(page);
    const still = await ways["REST"]!(server.url, email);
    const [unknown, done, twice] = [await submit("ul_unknown"), await submit(token), await submit(token)];

    expect([looked.status, still]).toEqual([200, "TOO_MANY_ATTEMPTS"]);
    expect([unknown.status, done.status, twice.status]).toEqual([400, 200, 400]);
    await createClient({ url: server.url }).auth.login.mutate({ email, password, mode: "bearer" });
  },
);

test.each(["unlock", "reset_password"] as const)(
  "whoever has spent the tries of their own network signs in with the browser that redeems the mail's token: %s",
  async (kind) => {
    await using server = await startTestApp({ LOGIN_LIMIT: "5" });
    const { id, email } = await server.join("ada");
    await Promise.all(Array.from({ length: 9 }, () => ways["REST"]!(server.url, email)));
    const { auth, db } = server.app.deps;
    const token = await auth.oneTimeTokens.issue(db, { kind, userId: id, email });
    const secret = "another long password";

    const done =
      kind === "unlock"
        ? await server.rest("POST /auth/unlock", { body: { token } })
        : await server.rest("POST /auth/reset-password", { body: { token, password: secret } });

    const set = done.headers.getSetCookie();
    const cookies = set.map((cookie) => cookie.split(";")[0]).join("; ");
    const mine = kind === "unlock" ? password : secret;
    expect([done.status, set]).toEqual([204, [expect.stringMatching(/^device=/)]]);
    expect((await browserLogin(server, email, { secret: mine })).status).toBe(429);
    expect((await browserLogin(server, email, { secret: mine, cookies })).status).toBe(200);
    expect((await browserLogin(server, "eve@example.org", { secret: mine, cookies })).status).toBe(429);
  },
);

test.each(["REST", "Conduit"])(
  "by %s a stranger's X-Forwarded-For buys no new guesses, and one's proxy is not its callers",
  async (way) => {
    const env = { CONDUIT: "true", LOGIN_LIMIT: "3" };
    await using exposed = await startTestApp({ ...env, TRUST_PROXY: "10.0.0.0/8" });
    await using behind = await startTestApp({ ...env, TRUST_PROXY: "127.0.0.0/8, ::1" });
    const guess = async ({ url }: TestApp, forwarded: string, index: number) => {
      const email = `user${index}@example.org`;
      const [path, body] =
        way === "REST"
          ? ["/api/v1/auth/login", { email, password: wrong }]
          : ["/conduit/api/users/login", { user: { email, password: wrong } }];
      const headers = { ...json, "x-forwarded-for": forwarded };
      return (await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) })).status;
    };

    const pretending: number[] = [];
    for (let n = 0; n < 6; n += 1) pretending.push(await guess(exposed, `198.51.100.${n}`, n));
    const proxied: number[] = [];
    for (let n = 0; n < 6; n += 1) proxied.push(await guess(behind, `spoofed, 198.51.100.${n}`, n));

    expect(pretending).toEqual([401, 401, 401, 429, 429, 429]);
    expect(proxied).toEqual([401, 401, 401, 401, 401, 401]);
  },
);

test("sockets are counted by the address that our proxy tells, and by none that strangers tell", async () => {
  const env = { STREAMS_PER_NETWORK: "2" };
  await using exposed = await startTestApp({ ...env, TRUST_PROXY: "10.0.0.0/8" });
  await using behind = await startTestApp({ ...env, TRUST_PROXY: "127.0.0.0/8, ::1" });
  const opened: WebSocket[] = [];
  const open = ({ url }: TestApp, forwarded: string) =>
    new Promise<boolean>((resolve) => {
      // Node's own takes headers, which the type of browsers does not know.
      const Socket = WebSocket as unknown as new (address: string, options: object) => WebSocket;
      const socket = new Socket(`${url.replace("http", "ws")}/trpc`, { headers: { "x-forwarded-for": forwarded } });
      opened.push(socket);
      socket.addEventListener("open", () => resolve(true));
      socket.addEventListener("error", () => resolve(false));
    });

  const pretending = [
    await open(exposed, "198.51.100.1"),
    await open(exposed, "198.51.100.2"),
    await open(exposed, "198.51.100.3"),
  ];
  const proxied = [
    await open(behind, "198.51.100.1"),
    await open(behind, "198.51.100.1"),
    await open(behind, "198.51.100.1"),
  ];
  const another = await open(behind, "198.51.100.2");
  for (const socket of opened) socket.close();

  expect([pretending, proxied, another]).toEqual([[true, true, false], [true, true, false], true]);
});
