import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createLog } from "./log.ts";

/** A stream that keeps what is written to it. */
function memory() {
  const chunks: string[] = [];
  const write = (chunk: Buffer, _: string, done: () => void) => {
    chunks.push(chunk.toString());
    done();
  };
  return { stream: new Writable({ write }), text: () => chunks.join("") };
}

const canary = "canary-9f3a";

class Request {
  headers = { authorization: canary };
}
const secretive = {
  password: canary,
  token: canary,
  headers: { authorization: canary, cookie: canary, "set-cookie": canary },
  input: { user: { password: canary }, list: [{ token: canary }] },
  err: Object.assign(new Error("refused"), { token: canary, request: { authorization: canary } }),
  request: new Request(),
  cause: Object.assign(new Error("refused"), { token: canary }),
  path: "auth.login",
};

test.each(["json", "pretty"] as const)("secrets are redacted by name, in whatever holds them (%s)", async (format) => {
  const { stream, text } = memory();
  const log = await createLog({ level: "info", format, destination: stream });

  log.info(secretive, "call");
  log.flush();

  await expect.poll(text).toContain("auth.login");
  expect(text()).not.toContain(canary);
  expect(text()).toContain("[redacted]");
});

test.each(["json", "pretty"] as const)("nothing that a terminal would obey is written (%s)", async (format) => {
  const { stream, text } = memory();
  const log = await createLog({ level: "info", format, destination: stream });
  const hostile = "curl\r\u001b[2J\u009b31m\u2028\u202eforged";

  log.error({ userAgent: hostile, nested: [hostile], err: new Error(hostile) }, "call");
  log.flush();

  await expect.poll(text).toContain("forged");
  // eslint-disable-next-line no-control-regex -- control characters are what must not be there
  const plain = text().replaceAll(/\u001b\[\d+m/g, "");
  // eslint-disable-next-line no-control-regex -- the same
  expect(plain).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
  expect(plain).toContain(String.raw`\u001b[2J`);
});

test("JSON lines carry an ISO time, the message and an error with its stack", async () => {
  const { stream, text } = memory();
  const log = await createLog({ level: "info", format: "json", destination: stream });

  log.error({ err: new Error("broken") }, "call failed");

  expect(JSON.parse(text())).toMatchObject({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    msg: "call failed",
    err: { message: "broken", stack: expect.stringContaining("log.test.ts") },
  });
});

test("what a caller sends cannot forge a line", async () => {
  const { stream, text } = memory();
  const log = await createLog({ level: "info", format: "json", destination: stream });

  log.info({ userAgent: 'x"}\n{"level":50,"msg":"forged"}' }, "call");

  expect(text().trimEnd().split("\n")).toHaveLength(1);
});

test("a level keeps the lines below it out", async () => {
  const { stream, text } = memory();
  const log = await createLog({ level: "warn", format: "json", destination: stream });

  log.info({}, "quiet");
  log.warn({}, "loud");

  expect(text()).not.toContain("quiet");
  expect(text()).toContain("loud");
});

test("no field can throw into whoever logs", async () => {
  const { stream, text } = memory();
  const log = await createLog({ level: "info", format: "json", destination: stream });
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const fail = () => {
    throw new Error("getter");
  };

  log.info(proxy, "revoked");
  log.info(Object.defineProperty({ path: "auth.login" }, "x", { get: fail, enumerable: true }), "getter");

  const lines = text().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { msg: "revoked", fields: "[unreadable]" },
    { msg: "getter", path: "auth.login", x: "[unreadable]" },
  ]);
});

test("errors are taken apart once, wherever they are", async () => {
  const { stream, text } = memory();
  const log = await createLog({ level: "info", format: "json", destination: stream });
  const error = Object.assign(new Error("refused"), { password: canary });

  log.info({ err: error, x: { err: error } }, "call");

  const expected = { type: "Error", message: "refused", stack: error.stack, password: "[redacted]" };
  expect(JSON.parse(text())).toMatchObject({ err: expected, x: { err: expected } });
});
