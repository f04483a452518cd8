import { type ChildProcess, spawn } from "node:child_process";
import { on, once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

const main = join(import.meta.dirname, "../../cli/src/main.ts");

let server: TestApp;
let ada: Person;
let config: string;
beforeAll(async () => {
  server = await startTestApp();
  ada = await server.join("ada");
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), "tenon-cli-"));
  return () => rmSync(config, { recursive: true });
});

const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, ["--conditions=@tenon/source", main, ...args], {
    env: { PATH: process.env["PATH"], XDG_CONFIG_HOME: config, TENON_URL: server.url },
    stdio: ["ignore", "pipe", "pipe"],
  });

async function outcomeOf(child: ChildProcess) {
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, "close")]);
  return { code: child.exitCode, stdout, stderr };
}

/** `tenon login` at a browser, and the code that it shows. */
async function login(...args: string[]) {
  const child = start("login", "--device", ...args);
  const code = new Promise<string>((resolve) => {
    child.stderr!.on("data", (chunk: Buffer) => {
      const [, shown] = /code: {2}([A-Z]{4}-[A-Z]{4})/.exec(chunk.toString()) ?? [];
      if (shown) resolve(shown);
    });
  });
  const ended = outcomeOf(child);
  return { userCode: await code, ended };
}

test("login shows a page and a code, waits, and keeps the token; nobody types a password here", async () => {
  const { userCode, ended } = await login();
  const request = await ada.client.auth.deviceClaim.mutate({ userCode });
  await ada.client.auth.deviceApprove.mutate({ userCode });

  const { code, stdout, stderr } = await ended;
  const me = await outcomeOf(start("me"));
  const out = await outcomeOf(start("logout"));

  expect(request.clientName).toMatch(/^tenon on /);
  expect(request.userAgent).toMatch(/^tenon\//);
  expect([code, stdout]).toEqual([0, `Signed in at ${server.url} as ada.\n`]);
  expect(stderr).toContain(`To sign in at ${server.url}, open\n\n  http`);
  expect(stderr).not.toMatch(/[sd][sc]_/);
  expect(me.stdout).toMatch(/^Username +ada\n/);
  expect(out.code).toBe(0);
});

const hasScript = process.platform === "linux" && existsSync("/usr/bin/script");

test.skipIf(!hasScript)("on a terminal it is what login does by itself", async () => {
  const line = [process.execPath, "--conditions=@tenon/source", main, "login"].map((word) => `'${word}'`).join(" ");
  const child = spawn("/usr/bin/script", ["-qc", line, "/dev/null"], {
    env: { PATH: process.env["PATH"], XDG_CONFIG_HOME: config, TENON_URL: server.url, NO_COLOR: "1" },
  });
  const approved = approveOnce(child.stdout);

  const { stdout } = await outcomeOf(child);
  await approved;

  expect(stdout).toContain(`Signed in at ${server.url} as ada.`);
  expect(stdout).not.toContain("Password");
});

/** Lets the first code in that a screen shows. */
async function approveOnce(screen: Readable): Promise<void> {
  let seen = "";
  for await (const chunk of on(screen, "data")) {
    seen += String(chunk[0]);
    const [, userCode] = /code: {2}([A-Z]{4}-[A-Z]{4})/.exec(seen) ?? [];
    if (userCode) return ada.client.auth.deviceApprove.mutate({ userCode });
  }
}

test("a login that was turned away is a refusal, and nothing is stored", async () => {
  const { userCode, ended } = await login();
  await ada.client.auth.deviceApprove.mutate({ userCode, approve: false });

  const { code, stderr } = await ended;

  expect(code).toBe(1);
  expect(stderr).toMatch(/tenon: The sign-in was turned away\.\n$/);
  expect(existsSync(join(config, "tenon/credentials.json"))).toBe(false);
});

test("token prints a token for another service, alone on stdout", async () => {
  const { userCode, ended } = await login("--json");
  await ada.client.auth.deviceApprove.mutate({ userCode });
  await ended;

  const { code, stdout, stderr } = await outcomeOf(start("token", "--scope", "post:read", "--scope", "post:create"));
  const refused = await outcomeOf(start("token", "--scope", "user:delete"));
  const elsewhere = await outcomeOf(start("token", "--audience", "https://evil.example"));

  const [, payload = ""] = stdout.split(".");
  expect(code).toBe(0);
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
    sub: ada.id,
    scope: "post:read post:create",
  });
  expect(stderr).toMatch(/^For http\S+, for 300 seconds\.\n$/);
  expect([refused.code, elsewhere.code]).toEqual([1, 1]);
  expect(elsewhere.stderr).toContain("audience: must be one of");
  expect(readFileSync(join(config, "tenon/credentials.json"), "utf8")).not.toContain(payload);
});
