import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { Agent, request, type RequestOptions } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@tenon/client";
import { createTestDatabase } from "@tenon/db/testing";
import { startS3Server } from "@tenon/platform/testing/s3-server";
import { expect, test } from "vitest";
import { fetchDocumented } from "./documented/documented.ts";
import { png } from "./files/samples.ts";
import { connectMcp } from "./mcp-client.ts";
import { ended, startProcess } from "./process.ts";
import { password } from "./test-app.ts";

const joinAs = async (url: string, username: string) => {
  const registration = {
    email: `${username}@example.org`,
    password,
    name: username,
    username,
    mode: "bearer",
  } as const;
  const { token } = await createClient({ url }).auth.register.mutate(registration);
  return createClient({ url, token, maxBatchSize: 1 });
};

test("kill -9 during writes loses no acknowledged one, and the next start works", { timeout: 60_000 }, async () => {
  await using database = await createTestDatabase({ poolSize: 2 });
  await using first = await startProcess({ DATABASE_URL: database.url });
  const client = await joinAs(first.url, "ada");
  const acknowledged: string[] = [];
  const write = async (): Promise<void> => {
    for (;;) acknowledged.push((await client.posts.create.mutate({ title: "T", body: "B", published: true })).id);
  };

  const writers = Array.from({ length: 8 }, write);
  const killed = new Promise<void>((resolve) => {
    const poll = setInterval(() => {
      if (acknowledged.length < 100) return;
      clearInterval(poll);
      first.child.kill("SIGKILL");
      resolve();
    }, 1);
  });
  await Promise.all([killed, Promise.allSettled(writers)]);

  await using second = await startProcess({ DATABASE_URL: database.url });
  const posts = await database.db.post.findMany({ select: { id: true, revisions: { select: { number: true } } } });
  const stored = new Set(posts.map((post) => post.id));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  expect(posts.every((post) => post.revisions.length === 1)).toBe(true);
  await expect(createClient({ url: second.url }).posts.list.query({ limit: 1 })).resolves.toMatchObject({
    items: [{ title: "T" }],
  });
});

test(
  "SIGTERM behind a load balancer fails no request, however slow; then the process ends with 0",
  { timeout: 60_000 },
  async () => {
    await using database = await createTestDatabase({ poolSize: 1 });
    await using server = await startProcess({ DATABASE_URL: database.url, SHUTDOWN_DELAY_MS: "500" });
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const outcomes: (number | string)[] = [];
    let isReady = true;
    const callers = Array.from({ length: 20 }, async () => {
      while (isReady) outcomes.push(await send(`${server.url}/api/v1/tags`, { agent }));
    });
    const slow = slowLogin(server.url);

    while (outcomes.length < 200) await new Promise(setImmediate);
    server.child.kill("SIGTERM");
    while ((await send(`${server.url}/health/ready`, {})) === 200) await new Promise(setImmediate);
    isReady = false;
    await Promise.all(callers);
    // From here on nobody new is let in; whoever has begun is still answered.
    while ((await send(`${server.url}/health/live`, {})) === 200) await new Promise(setImmediate);
    server.child.kill("SIGTERM");
    const slowStatus = await slow.finish();

    expect(new Set(outcomes)).toEqual(new Set([200]));
    expect(slowStatus).toBe(401);
    expect(await ended(server.child)).toBe(0);
  },
);

test("SIGINT twice forces the end", async () => {
  await using database = await createTestDatabase({ poolSize: 1 });
  await using server = await startProcess({
    DATABASE_URL: database.url,
    SHUTDOWN_DELAY_MS: "20000",
    SHUTDOWN_TIMEOUT_MS: "30000",
  });

  server.child.kill("SIGINT");
  while (!server.output().includes("shutting down")) await new Promise(setImmediate);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  server.child.kill("SIGINT");

  expect(await ended(server.child)).toBe(130);
});

test("an unexpected error is logged, drains and ends with 1", async () => {
  await using database = await createTestDatabase({ poolSize: 1 });
  const stray = 'process.on("SIGUSR2", () => Promise.reject(new Error("a stray rejection")))';
  const main = join(import.meta.dirname, "../src/main.ts");
  const args = ["--conditions=@tenon/source", "--import", `data:text/javascript,${encodeURIComponent(stray)}`, main];
  await using server = await startProcess({ DATABASE_URL: database.url }, args);

  server.child.kill("SIGUSR2");

  expect(await ended(server.child)).toBe(1);
  expect(server.output()).toMatch(/a stray rejection(.|\n)*shutting down/);
});

test(
  "the bundle runs on its own in production, with stacks that point at the source",
  { timeout: 60_000 },
  async () => {
    await using database = await createTestDatabase({ poolSize: 1 });
    const folder = mkdtempSync(join(tmpdir(), "tenon-bundle-"));
    await using _ = { [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true }) };
    const server = join(import.meta.dirname, "..");
    execFileSync(join(server, "node_modules/.bin/rolldown"), ["-c", "--dir", folder], { cwd: server });
    symlinkSync(join(server, "node_modules"), join(folder, "node_modules"));
    await using bucket = await startS3Server();
    const env = {
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      APP_SECRET: "5wTz0mVqYc8LrK2nHd7uXj4eBs9gPaQ1",
      PUBLIC_URL: "https://api.example.com",
      MAIL: "off",
      ARGON2_MEMORY_KIB: "19456",
      ARGON2_PASSES: "2",
      CONDUIT: "true",
      DOCS: "on",
      ...bucket.env,
    };

    await using running = await startProcess(env, ["--enable-source-maps", join(folder, "main.js")]);
    const registered = await fetchDocumented(running.url, "/api/v1/auth/register", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "ada@example.org", password, name: "Ada" }),
    });
    const form = new FormData();
    form.append("file", new Blob([await png()]), "engine.png");
    const cookie = registered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const uploaded = await fetchDocumented(running.url, "/api/v1/files", {
      method: "POST",
      headers: { cookie },
      body: form,
    });
    const conduit = await fetch(`${running.url}/conduit/api/tags`);
    const reference = await fetch(`${running.url}/docs/reference.js`, { headers: { "accept-encoding": "br" } });
    const mcp = await connectMcp(running.url);
    const { tools } = await mcp.listTools();
    await mcp.close();
    await database.db.$executeRaw`ALTER TABLE tags RENAME TO gone`;
    const broken = await fetchDocumented(running.url, "/api/v1/tags");

    expect(registered.status).toBe(201);
    expect(registered.headers.getSetCookie()[0]).toMatch(
      /^__Host-session=\S+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(registered.headers.get("strict-transport-security")).toContain("max-age=31536000");
    expect(await uploaded.json()).toMatchObject({ kind: "image", width: 40, height: 30, status: "ready" });
    expect(await conduit.json()).toEqual({ tags: [] });
    expect(reference.headers.get("content-encoding")).toBe("br");
    expect(Number(reference.headers.get("content-length"))).toBeLessThan(1_500_000);
    expect(await reference.text()).toContain("createApiReference");
    expect(tools.map(({ name }) => name)).toContain("posts_list");
    expect(broken.status).toBe(500);
    await expect.poll(running.output).toMatch(/packages\/core\/src\/paging\.ts:\d+/);
  },
);

test("a taken port and an unreachable database are told in one sentence", async () => {
  await using database = await createTestDatabase({ poolSize: 1 });
  await using server = await startProcess({ DATABASE_URL: database.url });

  const [taken, gone] = await Promise.allSettled([
    startProcess({ DATABASE_URL: database.url, PORT: new URL(server.url).port }),
    startProcess({ DATABASE_URL: "postgres://ada:hunter2@127.0.0.1:9/tenon" }),
  ]);

  expect(taken).toMatchObject({
    reason: { message: expect.stringMatching(/exited with 1: Port \d+ on 127\.0\.0\.1 is taken\.[^\n]*\n$/) },
  });
  expect(gone).toMatchObject({
    reason: { message: expect.stringMatching(/exited with 1: [^\n]*cannot be reached[^\n]*\n$/) },
  });
  expect(JSON.stringify(gone)).not.toContain("hunter2");
});

/** The status that a call is answered with, or why it was not. */
function send(url: string, options: RequestOptions, body = ""): Promise<number | string> {
  return new Promise((resolve) => {
    const call = request(url, options, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.on("error", (error) => resolve(error.message));
    });
    call.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    call.end(body);
  });
}

/** A sign-in whose body arrives in two halves, the second one when told to. */
function slowLogin(url: string) {
  const body = JSON.stringify({ email: "nobody@example.org", password });
  const headers = { "content-type": "application/json", "content-length": body.length };
  const call = request(`${url}/api/v1/auth/login`, { method: "POST", headers });
  call.write(body.slice(0, 10));
  const status = new Promise<number | string>((resolve) => {
    call.on("response", (response) => resolve(response.resume().statusCode ?? 0));
    call.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  return {
    finish() {
      call.end(body.slice(10));
      return status;
    },
  };
}
