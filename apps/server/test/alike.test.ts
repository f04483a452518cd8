import { afterAll, beforeAll, expect, test } from "vitest";
import { password, startTestApp, type TestApp } from "./test-app.ts";

const wrong = "not the password of anybody";

let server: TestApp;
let safe: TestApp;
beforeAll(async () => {
  server = await startTestApp();
  safe = await startTestApp({ AUTH_ENUMERATION_SAFE: "true" });
});
afterAll(() => Promise.all([server, safe].map((app) => app[Symbol.asyncDispose]())));

type Ask = (email: string, headers?: Record<string, string>) => Promise<string>;

/** All of an answer but what tells when it was given, and how many were given before. */
const asking =
  (app: TestApp, path: string, body: object): Ask =>
  async (email, headers) => {
    const response = await fetch(`${app.url}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ email, ...body }),
    });
    const requestId = response.headers.get("x-request-id") ?? "no id";
    const told = [...response.headers].filter(([name]) => name !== "date");
    return JSON.stringify([response.status, told, await response.text()])
      .replaceAll(requestId, "(id)")
      .replaceAll(/;r=\d+;t=\d+/g, "")
      .replaceAll(/(retry-?after\W+)(?:900|8[0-9]{2})\b/gi, "$1(15 min)");
  };

/** Somebody, somebody who has been disabled, somebody without a password, and two whom nobody knows. */
async function addresses(app: TestApp, name: string): Promise<string[]> {
  const { user } = app.app.deps.db;
  const passwordHash = await app.app.deps.auth.passwords.hash(password);
  const changes = { known: { passwordHash }, disabled: { passwordHash, status: "disabled" }, bare: {} } as const;
  const made = Object.entries(changes).map(async ([kind, change]) => {
    const [username, email] = [`${name}-${kind}`, `${name}-${kind}@example.org`];
    await user.create({ data: { username, name: username, email, emailNormalized: email, ...change } });
    return email;
  });
  return [...(await Promise.all(made)), `${name}-nobody@example.org`, `${name}-no1@example.org`];
}

async function answers(all: string[], ask: Ask): Promise<string[]> {
  const told: string[] = [];
  for (const email of all) told.push(await ask(email));
  return told;
}

test("a wrong password is answered in the same bytes whoever it is, up to the one that locks, and so is the lock", async () => {
  const all = await addresses(server, "guessed");
  const guess = asking(server, "/auth/login", { password: wrong });

  for (const status of [401, 401, 401, 401, 401, 429, 429]) {
    const told = await answers(all, guess);
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toMatch(new RegExp(`^\\[${status},.*${status === 401 ? "INVALID_CREDENTIALS" : "15 min"}`));
  }
});

test("the right password of an account that is locked is answered in the bytes of a wrong one", async () => {
  const all = await addresses(server, "locked");
  const guess = asking(server, "/auth/login", { password: wrong });
  for (let tries = 0; tries < 5; tries += 1) await answers(all, guess);

  const told = [...(await answers(all, asking(server, "/auth/login", { password }))), await guess(all[0] ?? "")];

  expect(new Set(told).size).toBe(1);
});

test("a forgotten password is answered in the same bytes whoever it is, and so are too many of them", async () => {
  const all = await addresses(server, "forgotten");
  const forgot = asking(server, "/auth/forgot-password", {});

  for (const status of [202, 202, 202, 429]) {
    const told = (await answers(all, forgot)).map((answer) => answer.replaceAll(/(retry-?after\W+)\d+/gi, "$1"));
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toMatch(new RegExp(`^\\[${status},`));
  }
});

test("where nobody shall learn who has an account, registering is answered in the same bytes for every address", async () => {
  const all = await addresses(safe, "registered");
  const register = asking(safe, "/auth/register", { password: "correct horse battery", name: "Ada" });
  const weak = asking(safe, "/auth/register", { password: "short", name: "Ada" });

  const [told, refused] = [await answers(all, register), await answers(all, weak)];

  expect(told[0]).toMatch(/^\[202,/);
  expect(new Set(told).size).toBe(1);
  expect(refused[0]).toMatch(/^\[4\d\d,.*WEAK_PASSWORD/);
  expect(new Set(refused).size).toBe(1);
});
