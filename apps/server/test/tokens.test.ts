import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createClient, type HeldTokens, reasonOf } from "@tenon/client";
import type { SignedIn } from "@tenon/contract/auth";
import type { AccessToken, Tokens } from "@tenon/contract/tokens";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password, type Person, startTestApp, type TestApp } from "./test-app.ts";

const search = "https://search.example.com";

let server: TestApp;
let ada: Person;
beforeAll(async () => {
  server = await startTestApp({ ACCESS_TOKEN_AUDIENCES: `${search}, https://mail.example.com` });
  ada = await server.join("ada");
});
afterAll(() => server[Symbol.asyncDispose]());

async function signIn() {
  const { body } = await server.rest<SignedIn>("POST /auth/login", {
    body: { email: ada.email, password, mode: "tokens" },
  });
  return { ...body, accessToken: body.accessToken ?? "", refreshToken: body.refreshToken ?? "" };
}
const refresh = (refreshToken: string) => server.rest<Tokens>("POST /auth/token/refresh", { body: { refreshToken } });
const issuer = () => server.app.deps.auth.accessTokens.issuer;

test("the access token of a sign-in in mode tokens is good for every transport, until the session ends", async () => {
  const { accessToken, token } = await signIn();
  const client = createClient({ url: server.url, token: accessToken });
  const { promise: heard, resolve } = Promise.withResolvers<boolean>();
  const stream = client.me.notifications.stream.subscribe(undefined, {
    onStarted: () => resolve(true),
    onData() {},
    onError: () => resolve(false),
  });

  expect(token).toBeNull();
  expect(await server.rest("GET /me", { token: accessToken })).toMatchObject({
    status: 200,
    body: { username: "ada" },
  });
  expect(await client.me.get.query()).toMatchObject({ username: "ada" });
  expect(await heard).toBe(true);
  stream.unsubscribe();

  await client.auth.logout.mutate();
  expect((await server.rest("GET /me", { token: accessToken })).status).toBe(401);
});

test("a token that does not hold is refused, whatever cookie comes with it", async () => {
  const { accessToken } = await signIn();
  const { headers } = await server.rest("POST /auth/login", { body: { email: ada.email, password } });
  const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";

  const answer = await server.rest("GET /me", { token: `${accessToken.slice(0, -4)}AAAA`, headers: { cookie } });

  expect([answer.status, answer.body.reason]).toEqual([401, "UNAUTHENTICATED"]);
  expect((await server.rest("GET /me", { headers: { cookie } })).status).toBe(200);
});

test("the keys are published for five minutes, with a tag, and hold nothing that signs", async () => {
  await server.rest<AccessToken>("POST /auth/token", { token: ada.token });
  const url = `${server.url}/.well-known/jwks.json`;

  const answer = await fetch(url);
  const etag = answer.headers.get("etag") ?? "";
  const again = await fetch(url, { headers: { "if-none-match": etag } });
  const { keys } = (await answer.json()) as { keys: Record<string, unknown>[] };

  expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
  expect(answer.headers.get("content-type")).toContain("application/json");
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
  expect((await fetch(url, { method: "POST" })).status).toBe(405);
});

test("the metadata says who issues tokens and where their keys are", async () => {
  const answer = await fetch(`${server.url}/.well-known/oauth-authorization-server`);

  expect(await answer.json()).toMatchObject({
    issuer: issuer(),
    jwks_uri: `${issuer()}/.well-known/jwks.json`,
    scopes_supported: expect.arrayContaining(["post:read"]),
  });
});

test("another service verifies a token by the published keys", async () => {
  const keys = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`));
  const { body, headers } = await server.rest<AccessToken>("POST /auth/token", {
    token: ada.token,
    body: { audience: "https://mail.example.com", scopes: ["post:read"] },
  });

  const { payload } = await jwtVerify(body.accessToken, keys, {
    issuer: issuer(),
    audience: "https://mail.example.com",
    typ: "at+jwt",
  });

  expect(payload).toMatchObject({ sub: ada.id, scope: "post:read", aal: 1 });
  expect(headers.get("cache-control")).toContain("no-store");
  expect((await server.rest("GET /me", { token: body.accessToken })).status).toBe(401);
});

test("a service that is not configured, and a scope that one does not have, are refused with the reason", async () => {
  const ask = (body: object) => server.rest("POST /auth/token", { token: ada.token, body });

  const [service, scope, unknown] = [
    await ask({ audience: "https://evil.example" }),
    await ask({ scopes: ["user:delete"] }),
    await ask({ scopes: ["world:rule"] }),
  ];

  expect(service).toMatchObject({ status: 400, body: { reason: "INVALID_INPUT", fields: [{ path: ["audience"] }] } });
  expect(scope).toMatchObject({ status: 403, body: { reason: "FORBIDDEN" } });
  expect(unknown).toMatchObject({ status: 400, body: { reason: "INVALID_INPUT" } });
});

test("the recipe's service takes what is meant for it, and nothing else", async () => {
  const recipe = readFileSync(join(import.meta.dirname, "../../../docs/recipes/tokens.md"), "utf8");
  const [, program = ""] = /```js\n(.+?)```/s.exec(recipe) ?? [];
  const JWKS_URL = `${server.url}/.well-known/jwks.json`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    // Where jose is found.
    cwd: join(import.meta.dirname, ".."),
    env: { PATH: process.env["PATH"], JWKS_URL, ISSUER: issuer(), PORT: "0" },
  });
  await using stack = new AsyncDisposableStack();
  stack.defer(async () => {
    child.kill();
    await once(child, "exit");
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const port = /\d+$/.exec(String((await lines.next()).value))?.[0];
  const call = async (token: string) => {
    const answer = await fetch(`http://localhost:${port}`, { headers: { authorization: `Bearer ${token}` } });
    return [answer.status, await answer.text()];
  };
  const tokenFor = async (body: object) =>
    (await server.rest<AccessToken>("POST /auth/token", { token: ada.token, body })).body.accessToken;

  expect(await call(await tokenFor({}))).toEqual([200, `Hello ${ada.id}`]);
  expect(await call(await tokenFor({ scopes: ["post:create"] }))).toEqual([403, ""]);
  expect(await call(await tokenFor({ audience: "https://mail.example.com" }))).toEqual([401, ""]);
  expect(await call(ada.token)).toEqual([401, ""]);
});

test("a refresh token works once, and again for the same; one that is older ends the session", async () => {
  const first = await signIn();

  const second = await refresh(first.refreshToken);
  const again = await refresh(first.refreshToken);
  const third = await refresh(second.body.refreshToken);
  const reused = await refresh(first.refreshToken);
  const after = await refresh(third.body.refreshToken);

  expect(second.status).toBe(200);
  expect(second.headers.get("cache-control")).toContain("no-store");
  expect(again.body.refreshToken).toBe(second.body.refreshToken);
  expect([reused.status, reused.body.reason]).toEqual([401, "REFRESH_REUSED"]);
  expect([after.status, after.body.reason]).toEqual([401, "REFRESH_TOKEN_INVALID"]);
  expect((await server.rest("GET /me", { token: third.body.accessToken })).status).toBe(401);
});

/** A client that keeps its tokens in `held`, and the refreshes that it and its tabs have asked for. */
async function testStore() {
  const refreshes: string[] = [];
  const counted: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    if (url.includes("auth.refresh")) refreshes.push(url);
    return fetch(input, init);
  };
  let held: HeldTokens | null = await signIn();
  const tokens = { read: () => held, write: (next: HeldTokens | null) => void (held = next) };
  const tab = () => createClient({ url: server.url, fetch: counted, tokens, maxBatchSize: 1 });
  /** As if the access token ended: it is one that cannot be read. */
  const expire = () => void (held = held && { ...held, accessToken: "ended" });
  return { refreshes, tab, expire, tokens };
}

test("a client refreshes once for many calls, and not while its token holds", async () => {
  const { refreshes, tab, expire } = await testStore();
  const client = tab();

  await client.me.get.query();
  expect(refreshes).toHaveLength(0);
  expire();
  const answers = await Promise.all(Array.from({ length: 20 }, () => client.me.get.query()));

  expect(answers.every(({ username }) => username === "ada")).toBe(true);
  expect(refreshes).toHaveLength(1);
});

test("tabs that share their tokens do not end their session", async () => {
  const { tab, expire, tokens } = await testStore();
  const tabs = Array.from({ length: 5 }, tab);
  expire();

  const answers = await Promise.all(tabs.flatMap((client) => [client.me.get.query(), client.posts.list.query()]));

  expect(answers).toHaveLength(10);
  expect(await tab().me.get.query()).toMatchObject({ username: "ada" });
  expect(tokens.read()).not.toBeNull();
});

test("a client whose session has ended is nobody, and forgets its tokens", async () => {
  const { tab, expire, tokens, refreshes } = await testStore();
  await tab().auth.logout.mutate();
  expire();

  const error = await tab()
    .me.get.query()
    .catch((cause: unknown) => cause);

  expect(reasonOf(error)).toBe("UNAUTHENTICATED");
  expect(tokens.read()).toBeNull();
  expect(refreshes).toHaveLength(1);
});
