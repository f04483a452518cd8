import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sender, testMail, testMailer } from "./conformance.fixture.ts";
import { createFileMailer } from "./file-mailer.ts";
import { createMemoryMailer } from "./memory-mailer.ts";

const signal = new AbortController().signal;

testMailer("in memory", async () => {
  const mailer = createMemoryMailer(sender);
  return { mailer, arrived: () => mailer.kept(), async [Symbol.asyncDispose]() {} };
});

testMailer("to files", async () => {
  const folder = await openFolder();
  const mailer = createFileMailer(sender, join(folder.path, "mail"));
  return { mailer, arrived: () => mailer.kept(), [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
});

test("a mail that is sent again is kept once, and the newest are kept", async () => {
  const mailer = createMemoryMailer(sender);

  for (let id = 0; id < 60; id += 1) await mailer.send(testMail({ id: String(id) }), signal);
  await mailer.send(testMail({ id: "58", subject: "Again" }), signal);

  const kept = await mailer.kept();
  expect(kept.map(({ id }) => Number(id))).toEqual([58, 59, ...Array.from({ length: 48 }, (_, index) => 57 - index)]);
  expect(kept[0]).toMatchObject({
    subject: "Again",
    to: "ada@example.com",
    html: expect.stringContaining("<p>Hello</p>") as string,
  });
});

test("files of mail are their owner's alone, and show nothing half written", async () => {
  await using folder = await openFolder();
  const dir = join(folder.path, "mail");
  const mailer = createFileMailer(sender, dir);
  expect(await mailer.kept()).toEqual([]);

  await mailer.send(testMail({ id: "a" }), signal);

  expect(await readdir(dir)).toEqual(["a.eml"]);
  expect([(await stat(dir)).mode & 0o777, (await stat(join(dir, "a.eml"))).mode & 0o777]).toEqual([0o700, 0o600]);
});

async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), "tenon-mail-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
