import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { audit } from "@tenon/core/audit";
import { sealEvents } from "@tenon/core/audit/seal";
import { expect, test } from "vitest";
import { operate } from "../src/operate/operate.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

type Told = { code: number; out: string; err: string };

type Given = { input?: string; env?: Record<string, string> };

async function run({ databaseUrl }: TestApp, args: string[], { input = "", env = {} }: Given = {}): Promise<Told> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const told = Promise.all([text(stdout), text(stderr)]);
  const code = await operate(args, {
    stdin: Readable.from([input]) as unknown as NodeJS.ReadStream,
    stdout,
    stderr,
    env: {
      NODE_ENV: "test",
      DATABASE_URL: databaseUrl,
      MIGRATE_ON_START: "false",
      ARGON2_MEMORY_KIB: "8",
      ARGON2_PASSES: "1",
      MAIL: "memory",
      ...env,
    },
  });
  stdout.end();
  stderr.end();
  const [out, err] = await told;
  return { code, out, err };
}

const password = "correct horse battery";
const create = (...more: string[]) => ["admin", "create", "--email", "root@example.org", "--name", "Root", ...more];

test("the first administrator is made with a password from a pipe, and signs in", async () => {
  await using server = await startTestApp();

  const made = await run(server, create(), { input: `${password}\n` });

  expect(made).toEqual({ code: 0, out: "@root is an administrator and signs in as root@example.org.\n", err: "" });
  const { user } = await server.client.auth.login.mutate({ email: "root@example.org", password, mode: "bearer" });
  expect(user).toMatchObject({ role: "admin", emailVerified: true });
  const noted = await server.app.deps.db.auditEvent.findMany({ where: { action: "account.created" } });
  expect(noted).toMatchObject([{ subjectId: user.id, actorId: null }]);
  expect(JSON.stringify(noted)).not.toContain(password);
});

test("a second one is not made by accident, nor one with a bad password, address or argument", async () => {
  await using server = await startTestApp();
  const other = ["admin", "create", "--email", "other@example.org"];

  expect(await run(server, create(), { input: "short" })).toMatchObject({
    code: 1,
    err: expect.stringMatching(/WEAK_PASSWORD/) as string,
  });
  expect(await run(server, create())).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no password on stdin/) as string,
  });
  expect(await run(server, ["admin", "create"], { input: password })).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--email is missing/) as string,
  });
  expect(await run(server, create("--password", password))).toMatchObject({
    code: 2,
    err: expect.stringMatching(/Unknown option '--password'/) as string,
  });
  expect(await run(server, ["admin", "delete"])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/admin create/) as string,
  });
  expect(await run(server, create(), { input: password, env: { DATABASE_URL: "" } })).toMatchObject({
    code: 1,
    err: expect.stringMatching(/DATABASE_URL/) as string,
  });
  expect(await server.app.deps.db.user.count()).toBe(0);
  await run(server, create(), { input: password });
  expect(await run(server, create("--another"), { input: password })).toMatchObject({
    code: 1,
    err: expect.stringMatching(/EMAIL_TAKEN/) as string,
  });
  expect(await run(server, other, { input: password })).toMatchObject({
    code: 1,
    err: expect.stringMatching(/ADMIN_EXISTS/) as string,
  });
  const another = await run(server, [...other, "--another", "--generate"]);
  const [, told = ""] = /told this once: (\S+)/.exec(another.out) ?? [];
  const { user } = await server.client.auth.login.mutate({
    email: "other@example.org",
    password: told,
    mode: "bearer",
  });
  expect(user.role).toBe("admin");
});

test("an account that is there is made an administrator's, when its address is certain", async () => {
  await using server = await startTestApp();
  const ada = await server.join("ada");
  const promote = (...more: string[]) => run(server, ["admin", "promote", "--email", "ADA@example.org", ...more]);

  expect(await promote()).toMatchObject({ code: 1, err: expect.stringMatching(/ADDRESS_UNVERIFIED/) as string });
  expect(await run(server, ["admin", "promote", "--email", "eve@example.org"])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/USER_NOT_FOUND/) as string,
  });
  expect(await promote("--unverified")).toMatchObject({ code: 0, out: "@ada is an administrator.\n" });
  expect((await ada.client.me.get.query()).role).toBe("admin");
  expect(await promote("--unverified")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/ADMIN_EXISTS/) as string,
  });
});

test("the audit log is verified on the database itself", async () => {
  await using server = await startTestApp();
  const { deps } = server.app;
  const ctx = {
    ...deps,
    actor: { kind: "system" as const },
    requestId: "x",
    signal: new AbortController().signal,
    client: {},
  };
  for (let row = 0; row < 5; row += 1) await audit(ctx, deps.db, { action: "session.started" });
  await sealEvents(ctx);
  const { hash } = await deps.db.auditEvent.findFirstOrThrow({ where: { seq: 3 } });

  expect(await run(server, ["audit", "verify"])).toEqual({
    code: 0,
    out: "5 rows, up to place 5: nothing is wrong.\n",
    err: "",
  });
  expect(await run(server, ["audit", "verify", "--checkpoint", `3:${hash}`])).toMatchObject({ code: 0 });
  expect(await run(server, ["audit", "verify", "--checkpoint", `3:${"0".repeat(64)}`])).toMatchObject({
    code: 1,
    out: "other-chain 3\n5 rows, up to place 5: 1 faults.\n",
  });
  expect(await run(server, ["audit", "verify", "--checkpoint", "nonsense"])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--checkpoint/) as string,
  });
  await deps.db.$transaction([
    deps.db.$executeRaw`SET LOCAL session_replication_role = replica`,
    deps.db.$executeRaw`DELETE FROM audit_events WHERE seq = 2`,
  ]);
  expect(await run(server, ["audit", "verify"])).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^missing 2\n/) as string,
  });
});
