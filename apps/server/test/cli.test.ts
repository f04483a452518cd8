import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { totpCode } from "@tenon/auth/testing";
import { sealEvents } from "@tenon/core/audit/seal";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { password, type Person, startTestApp, type TestApp } from "./test-app.ts";

const command = [
  process.execPath,
  "--conditions=@tenon/source",
  join(import.meta.dirname, "../../cli/src/main.ts"),
] as const;

let server: TestApp;
let ada: Person;
let config: string;
const credentials = () => join(config, "tenon/credentials.json");

beforeAll(async () => {
  server = await startTestApp();
  ada = await server.join("ada", "admin");
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), "tenon-cli-"));
  return () => rmSync(config, { recursive: true });
});

type Run = { env?: Record<string, string>; input?: string };

const start = (program: string, args: string[], env: Record<string, string> = {}): ChildProcess =>
  spawn(program, args, { env: { PATH: process.env["PATH"], XDG_CONFIG_HOME: config, TENON_URL: server.url, ...env } });

/** The real command line as a process, in a configuration of the test's own. */
async function tenon(args: string[], { env, input = "" }: Run = {}) {
  const [program, ...options] = command;
  const child = start(program, [...options, ...args], env);
  child.stdin!.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, "close")]);
  return { code: child.exitCode, stdout, stderr };
}

const asAda = (args: string[], input = "") => tenon(args, { env: { TENON_TOKEN: ada.token }, input });
const login = () => tenon(["login", "--email", ada.email, "--password-stdin"], { input: `${password}\n` });

test("login keeps a token that works without TENON_URL; logout ends its session and removes it", async () => {
  const signedIn = await login();
  const { token, ...stored } = JSON.parse(readFileSync(credentials(), "utf8")).servers[0];
  const me = await tenon(["me"], { env: { TENON_URL: "" } });
  const signedOut = await tenon(["logout"]);
  const after = await tenon(["me"]);
  const server401 = await server.rest("GET /me", { token });

  expect(signedIn).toMatchObject({ code: 0, stdout: `Signed in at ${server.url} as ada.\n` });
  expect(stored).toEqual({
    url: server.url,
    user: { username: "ada", email: ada.email },
    expiresAt: expect.any(String),
  });
  expect([signedIn, me, signedOut].map((run) => run.stdout + run.stderr).join("")).not.toContain(token);
  expect(me.stdout).toMatch(/^Username +ada\nName +ada\n/);
  expect(signedOut).toMatchObject({ code: 0, stdout: `Signed out at ${server.url}.\n` });
  expect(after).toMatchObject({ code: 3, stdout: "" });
  expect(after.stderr).toContain(`You are not signed in at ${server.url}.`);
  expect(server401.status).toBe(401);
  expect(readFileSync(credentials(), "utf8")).not.toContain(token);
});

test("a wrong password is a refusal, and nothing is stored", async () => {
  const { code, stderr } = await tenon(["login", "--email", ada.email, "--password-stdin"], { input: "wrong" });

  expect([code, stderr]).toEqual([1, "tenon: The e-mail address or the password is wrong. (INVALID_CREDENTIALS)\n"]);
  expect(existsSync(credentials())).toBe(false);
});

test("an account with a second factor is asked for it: --code takes a code of the app or a recovery code", async () => {
  const bob = await server.join(`bob-${Date.now()}`);
  const { secret } = await bob.client.me.mfa.start.mutate();
  const { recoveryCodes } = await bob.client.me.mfa.confirm.mutate({ code: totpCode(secret, new Date()) });
  const enter = (...more: string[]) =>
    tenon(["login", "--email", bob.email, "--password-stdin", ...more], { input: `${password}\n` });

  const unasked = await enter();
  const wrong = await enter("--code", "000000");
  const byApp = await enter("--code", totpCode(secret, new Date(Date.now() + 30_000)));
  const byRecovery = await enter("--code", recoveryCodes?.[0]?.toLowerCase() ?? "");

  expect([unasked.code, unasked.stderr]).toEqual([
    2,
    "tenon: This account asks for a second factor, and there is no terminal to ask on: give --code.\n",
  ]);
  expect([wrong.code, wrong.stderr]).toEqual([
    1,
    "tenon: The code is wrong, has expired or was used before. (MFA_CODE_INVALID)\n",
  ]);
  expect([byApp.stdout, byRecovery.stdout]).toEqual(Array(2).fill(`Signed in at ${server.url} as ${bob.username}.\n`));
});

test("login --json is the API's value without the token", async () => {
  const { stdout, stderr } = await tenon(["login", "--json", "--email", ada.email, "--password-stdin"], {
    input: password,
  });

  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({
    user: await ada.client.me.get.query().then(asJson),
    expiresAt: expect.any(String),
  });
  expect(statSync(credentials()).mode & 0o777).toBe(0o600);
});

test("a session that the server has ended: exit code 3; signing in and out works all the same", async () => {
  await login();
  const file = readFileSync(credentials(), "utf8");
  const { token } = JSON.parse(file).servers[0];
  await server.rest("POST /auth/logout", { token });

  const list = await tenon(["posts", "list"]);
  const again = await login();
  writeFileSync(credentials(), file);
  const logout = await tenon(["logout"]);

  expect(list.code).toBe(3);
  expect(list.stderr).toContain(`Your session at ${server.url} has ended.\n  Sign in: tenon login --url ${server.url}`);
  expect([again.code, logout.code]).toEqual([0, 0]);
  expect(JSON.parse(readFileSync(credentials(), "utf8"))).toEqual({ servers: [] });
});

test("logout keeps the token while the server cannot be reached, unless it is --local", async () => {
  await login();
  const file = readFileSync(credentials(), "utf8").replaceAll(server.url, "http://127.0.0.1:9");
  writeFileSync(credentials(), file);
  const env = { TENON_URL: "" };

  const failed = await tenon(["logout"], { env });
  expect([failed.code, readFileSync(credentials(), "utf8")]).toEqual([4, file]);

  const local = await tenon(["logout", "--local"], { env });
  expect([local.code, JSON.parse(readFileSync(credentials(), "utf8"))]).toEqual([0, { servers: [] }]);
});

test("a post is written from stdin and read back; --json is exactly the API's value", async () => {
  const args = ["--title", "On Engines", "--file", "-", "--tag", "history", "--tag", "Steam", "--publish"];

  const created = await asAda(["posts", "create", ...args], "# Hello\n\nworld");
  const read = await tenon(["posts", "get", "on-engines"]);
  const json = await tenon(["posts", "get", "on-engines", "--json"]);
  const post = await server.client.posts.get.query({ id: "on-engines" });

  expect(created).toEqual({
    code: 0,
    stdout: `on-engines  (published)\n${server.url}/api/v1/posts/on-engines\n`,
    stderr: "",
  });
  expect(post).toMatchObject({ tags: ["history", "steam"], body: "# Hello\n\nworld", published: true });
  expect(read.stdout).toBe(
    "On Engines\nby ada · just now · history steam · likes: 0 · comments: 0\n\n# Hello\n\nworld\n",
  );
  expect([json.stderr, JSON.parse(json.stdout)]).toEqual(["", asJson(post)]);
});

test("each post has an Idempotency-Key of its own, and one that is given makes a repetition safe", async () => {
  const create = (...more: string[]) =>
    asAda(["posts", "create", "--title", "Twice", "--body", "x", "--json", ...more]);

  const [first, other] = [await create(), await create()];
  const [kept, again] = [await create("--idempotency-key", "k1"), await create("--idempotency-key", "k1")];

  expect(JSON.parse(other.stdout).id).not.toBe(JSON.parse(first.stdout).id);
  expect(again.stdout).toBe(kept.stdout);
  const records = await server.app.deps.db.idempotencyRecord.findMany({ where: { principal: ada.id } });
  const ids = records.map(({ output }) => /"id":"([^"]+)"/.exec(output ?? "")?.[1]);
  expect(ids).toEqual(expect.arrayContaining([first, other, kept].map(({ stdout }) => JSON.parse(stdout).id)));
});

test("any procedure is called by its path, with JSON from an argument or stdin", async () => {
  const { id } = await ada.client.posts.create.mutate({ title: "Called", body: "x" });
  const publishAt = { $date: "2099-01-02T03:04:05Z" };

  const info = await tenon(["call", "system.info"]);
  const scheduled = await asAda(["call", "posts.schedule", "-"], JSON.stringify({ id, publishAt }));
  const deleted = await asAda(["call", "posts.delete", JSON.stringify({ id })]);

  expect(JSON.parse(info.stdout)).toMatchObject({ name: "Tenon" });
  expect(JSON.parse(scheduled.stdout)).toMatchObject({
    id,
    status: "scheduled",
    publishAt: "2099-01-02T03:04:05.000Z",
  });
  expect(deleted).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("what reads is asked for at once, so that the server logs no refusal", async () => {
  const before = server.lines.length;

  const calls = await Promise.all([tenon(["call", "system.info"]), asAda(["call", "me.notifications.list"])]);

  expect(calls.map(({ code }) => code)).toEqual([0, 0]);
  expect(server.lines.slice(before).filter(({ message }) => message === "request refused")).toEqual([]);
});

test.each([
  [["posts"], 2, "It must be a path like posts.publish."],
  [["posts.get", "{"], 2, "The input is not JSON."],
  [["posts.get", '{"id": {"$date": "never"}}'], 2, "never is not an instant"],
  [["posts.get", '{"id": 1}'], 1, "id: Invalid input: expected string, received number"],
  [["posts.nope"], 1, "The server has no procedure posts.nope."],
  [["posts.__proto__"], 2, "It must be a path like posts.publish."],
  [["posts.constructor"], 1, "The server has no procedure posts.constructor."],
])("a call that cannot be made is explained: %j", async (args, code, message) => {
  const { code: ended, stderr } = await tenon(["call", ...args]);

  expect(ended).toBe(code);
  expect(stderr).toContain(message);
});

test("lists are tables, filtered as told, with the way to the next page on stderr", async () => {
  for (const title of ["One", "Two", "Three"]) {
    await ada.client.posts.create.mutate({ title, body: "x", tags: ["listed"], published: true });
  }

  const first = await tenon(["posts", "list", "--tag", "listed", "--limit", "2", "--sort", "oldest"]);
  const cursor = /--cursor (\S+)/.exec(first.stderr)?.[1] ?? "";
  const second = await tenon([
    "posts",
    "list",
    "--tag",
    "listed",
    "--limit",
    "2",
    "--sort",
    "oldest",
    "--cursor",
    cursor,
  ]);
  const paged = await tenon(["posts", "list", "--tag", "listed", "--limit", "2", "--page", "1"]);
  const none = await tenon(["posts", "list", "--tag", "unheard-of"]);

  expect(first.stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["PUBLISHED", "AUTHOR", "TITLE", "SLUG", "LIKES", "TAGS"],
    ["just now", "ada", "One", "one", "0", "listed"],
    ["just now", "ada", "Two", "two", "0", "listed"],
    [""],
  ]);
  expect(second.stdout).toContain("Three");
  expect(second.stderr).toBe("");
  expect(paged.stderr).toBe("\nPage 1 of 2, 3 in all. Next page: the same with --page 2\n");
  expect(none.stdout).toBe("No posts.\n");
});

test("administrators see the accounts' data in the list of users, others do not", async () => {
  const list = await asAda(["users", "list", "--search", "ada"]);
  const open = await tenon(["users", "list", "--search", "ada"]);

  expect(list.stdout).toMatch(
    /^USERNAME {2}NAME {2}E-MAIL {11}ROLE {3}STATUS {2}JOINED\nada .* ada@example.org {2}admin {2}active/,
  );
  expect(open.stdout).toMatch(/^USERNAME {2}NAME {2}JOINED\nada /);
});

test("escape sequences of a post do not reach the terminal", async () => {
  const { slug } = await ada.client.posts.create.mutate({
    title: "Escape",
    body: "a \u001b]0;pwned\u0007\u009b31m",
    published: true,
  });

  const read = await tenon(["posts", "get", slug]);
  const json = await tenon(["posts", "get", slug, "--json"]);

  expect(read.stdout).toContain("a ␛]0;pwned␇\ufffd31m");
  expect(json.stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  expect(JSON.parse(json.stdout).body).toBe("a \u001b]0;pwned\u0007\u009b31m");
});

test("rejected fields are listed", async () => {
  const { code, stdout, stderr } = await asAda(["posts", "create", "--title", "x", "--body", "x", "--tag", "a,b"]);

  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toBe("tenon: Some fields are not valid. (INVALID_INPUT)\n  tags.0: must not contain , # or /\n");
});

test("a reader that leaves, as head does, is no error", async () => {
  await ada.client.posts.create.mutate({ title: "Long", body: "line\n".repeat(15_000), published: true });
  const [program, ...options] = command;
  const child = start(program, [...options, "posts", "get", "long"]);
  child.stdout!.once("data", () => child.stdout!.destroy());

  const [stderr] = await Promise.all([text(child.stderr!), once(child, "close")]);

  expect([child.exitCode, stderr]).toEqual([0, ""]);
});

const hasScript = process.platform === "linux" && existsSync("/usr/bin/script");

/** A login on a terminal of its own (util-linux `script`), which then says how it finds the terminal. */
async function loginOnTerminal(answers: string[]) {
  const line = [...command, "login", "--password"].map((word) => `'${word}'`).join(" ");
  const child = start("/usr/bin/script", ["-qc", `${line}; echo "code $?"; stty -a`, "/dev/null"], { TERM: "xterm" });
  const prompts = ["E-mail: ", "Password: "];
  let screen = "";
  child.stdout!.on("data", (chunk: Buffer) => {
    screen += chunk.toString();
    // Each prompt is answered once, however many pieces it arrives in.
    if (prompts[0] !== undefined && screen.includes(prompts[0])) {
      prompts.shift();
      child.stdin!.write(answers.shift() ?? "");
    }
    if (screen.includes("code ")) child.stdin!.end();
  });
  await once(child, "close");
  return screen;
}

test.skipIf(!hasScript)("on a terminal the password is asked for where that is wanted, and not shown", async () => {
  const screen = await loginOnTerminal([`${ada.email}\r`, `${password}\r`]);

  expect(screen).toContain(`Signed in at ${server.url} as ada.`);
  expect(screen).toContain(ada.email);
  expect(screen).not.toContain(password);
  expect(screen).toMatch(/ icanon .* echo /s);
});

test.skipIf(!hasScript)("Ctrl-C at the password ends with 130 and leaves the terminal as it was", async () => {
  const screen = await loginOnTerminal([`${ada.email}\r`, "half\u0003"]);

  expect(screen).toContain("code 130");
  expect(screen).not.toContain("half");
  expect(screen).toMatch(/ icanon .* echo /s);
  expect(existsSync(credentials())).toBe(false);
});

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("an administrator verifies the audit log, and what was removed from it is told", async () => {
  const { deps } = server.app;
  const system = {
    actor: { kind: "system" as const },
    requestId: "x",
    signal: new AbortController().signal,
    client: {},
  };
  await sealEvents({ ...deps, ...system });

  const intact = await asAda(["audit", "verify", "--json"]);
  await deps.db.$transaction([
    deps.db.$executeRaw`SET LOCAL session_replication_role = replica`,
    deps.db.$executeRaw`DELETE FROM audit_events WHERE seq = 1`,
  ]);
  const tampered = await asAda(["audit", "verify"]);

  expect([intact.code, JSON.parse(intact.stdout)]).toMatchObject([0, { faults: [] }]);
  expect(tampered).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^missing 1\n\d+ rows, up to place \d+\.\n$/),
  });
});
