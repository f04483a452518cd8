import { createTestDatabase, startFaultyProxy } from "@tenon/db/testing";
import { readConfig } from "@tenon/process/config";
import { expect, test } from "vitest";
import { buildApp } from "../src/app.ts";
import { watchDocumented } from "./documented/documented.ts";
import { password, startTestApp } from "./test-app.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

test.each(["refuse", "freeze"] as const)(
  "a database that is gone (%s) means 503 with Retry-After and not ready, and alive; its return needs no restart",
  { timeout: 60_000 },
  async (fault) => {
    await using database = await createTestDatabase({ poolSize: 1 });
    await using proxy = await startFaultyProxy(database.url);
    const config = readConfig({
      NODE_ENV: "test",
      PORT: "0",
      DATABASE_URL: proxy.url,
      MIGRATE_ON_START: "false",
      DATABASE_CONNECT_TIMEOUT_MS: "500",
      DATABASE_STATEMENT_TIMEOUT_MS: "500",
      ARGON2_MEMORY_KIB: "8",
    });
    const app = await buildApp(config, { log: quiet });
    await using _ = { [Symbol.asyncDispose]: app.close };
    const watch = watchDocumented(app.server, app.url);
    const get = (path: string) => fetch(app.url + path);

    proxy.fault = fault;
    if (fault === "refuse") proxy.cut();
    const refused = await get("/api/v1/tags");
    const overTrpc = await get("/trpc/tags.list");
    const ready = await get("/health/ready");
    const live = await get("/health/live");
    proxy.fault = "none";
    proxy.cut();

    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("2");
    expect(await refused.json()).toMatchObject({ reason: "UNAVAILABLE" });
    expect(overTrpc.status).toBe(503);
    expect(overTrpc.headers.get("retry-after")).toBe("2");
    expect(ready.status).toBe(503);
    expect(live.status).toBe(200);
    await expect.poll(async () => (await get("/api/v1/tags")).status, { timeout: 10_000 }).toBe(200);
    await expect.poll(async () => (await get("/health/ready")).status, { timeout: 5000 }).toBe(200);
    await expect(watch.assertDocumented()).resolves.toBeUndefined();
  },
);

test.each(["refuse", "freeze"] as const)(
  "while the database is gone (%s) nobody is let in, by whatever they show (ASVS 5.0 16.5.3)",
  { timeout: 60_000 },
  async (fault) => {
    await using database = await createTestDatabase({ poolSize: 1 });
    await using proxy = await startFaultyProxy(database.url);
    await using server = await startTestApp({
      DATABASE_URL: proxy.url,
      DATABASE_CONNECT_TIMEOUT_MS: "500",
      DATABASE_STATEMENT_TIMEOUT_MS: "500",
    });
    const [ada, eve] = [await server.join("ada"), await server.join("eve")];
    await ada.client.me.get.query();
    const key = await ada.client.me.apiKeys.create.mutate({ name: "Key", scopes: ["post:read"] });
    const login = (secret: string) =>
      server.rest("POST /auth/login", { body: { email: eve.email, password: secret, mode: "bearer" } });

    proxy.fault = fault;
    if (fault === "refuse") proxy.cut();
    const answers = await Promise.all([
      server.rest("GET /me", { token: ada.token }),
      server.rest("GET /users", { token: `ss_${"a".repeat(43)}` }),
      server.rest("GET /posts", { token: key.secret }),
      login(password),
      login("not the password of anybody"),
      server.rest("POST /auth/register", {
        body: { email: "new@example.org", password, name: "New", mode: "bearer" },
      }),
    ]);
    const page = await fetch(`${server.url}/device`, { headers: { cookie: `session=ss_${"a".repeat(43)}` } });
    proxy.fault = "none";
    proxy.cut();

    expect([...answers.map(({ status }) => status), page.status]).toEqual(Array(7).fill(503));
    expect(answers.map(({ body }) => body.reason)).toEqual(Array(6).fill("UNAVAILABLE"));
    await expect.poll(async () => (await login(password)).status, { timeout: 10_000 }).toBe(200);
  },
);
