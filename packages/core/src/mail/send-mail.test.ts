import { describe, expect, test } from "vitest";
import { updateAccount } from "../account.ts";
import { register } from "../auth.ts";
import { reasonOf, testJobCtx, testWorld, type TestWorld, times } from "../testing.ts";
import type { Mailer, MailMessage, MailOutcome } from "./mailer.ts";
import { sendMail } from "./send-mail.ts";

const mail = { to: "ada@example.com", subject: "Hello", text: "Hello", html: "<p>Hello</p>" };

/** A mailer that answers as it is told, then always yes. */
function testMailer(...outcomes: (MailOutcome | Error)[]): Mailer & { sent: MailMessage[] } {
  const sent: MailMessage[] = [];
  return {
    sent,
    async send(message) {
      sent.push(message);
      const outcome = outcomes.shift() ?? { kind: "sent" };
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
}

const jobOf = (world: TestWorld, mailer: Mailer) => testJobCtx({ ...world.anonymous, mailer });
const outcomes = async ({ db }: TestWorld) =>
  (await db.mailDelivery.findMany({ orderBy: { createdAt: "asc" } })).map(({ outcome }) => outcome);

test("a mail is sent under its job's id, and not again when the job runs again", async () => {
  await using world = await testWorld();
  const mailer = testMailer();
  const job = jobOf(world, mailer);

  await sendMail.run(job, mail);
  await sendMail.run(job, mail);

  expect(mailer.sent).toEqual([{ id: job.job.id, ...mail }]);
  expect(await outcomes(world)).toEqual(["sent"]);
});

test("a job that died after the server's yes sends again, under the same id", async () => {
  await using world = await testWorld();
  const mailer = testMailer();
  const job = jobOf(world, mailer);
  const dying = { ...job, mailer: { send: (message: MailMessage) => mailer.send(message, job.signal).then(die) } };
  await expect(sendMail.run(dying, mail)).rejects.toThrow("killed");

  await sendMail.run(job, mail);

  expect(mailer.sent.map(({ id }) => id)).toEqual([job.job.id, job.job.id]);
});

test("a failure for now is thrown, so that the job is tried again", async () => {
  await using world = await testWorld();
  const mailer = testMailer(new Error("451"), new Error("ECONNREFUSED"));
  const job = jobOf(world, mailer);

  await expect(sendMail.run(job, mail)).rejects.toThrow("451");
  await expect(sendMail.run(job, mail)).rejects.toThrow("ECONNREFUSED");
  expect(await outcomes(world)).toEqual([]);
  await sendMail.run(job, mail);

  expect(await outcomes(world)).toEqual(["sent"]);
});

describe("an address that refuses mail for good", () => {
  const dead: MailOutcome = { kind: "refused", isAddressDead: true, response: "550 5.1.1 No such user" };

  test("is marked, and mailed again only when it is another one", async () => {
    await using world = await testWorld();
    const ada = await world.as("ada");
    const mailer = testMailer(dead);
    await sendMail.run(jobOf(world, mailer), mail);
    await sendMail.run(jobOf(world, mailer), { ...mail, to: "ADA@example.com" });
    expect(mailer.sent).toHaveLength(1);
    expect(await world.db.mailDelivery.findFirst({ where: { outcome: "refused" } })).toMatchObject({
      response: "550 5.1.1 No such user",
    });

    await updateAccount(ada, { email: "Ada@example.com" });
    await sendMail.run(jobOf(world, mailer), mail);
    expect(mailer.sent).toHaveLength(1);
    await updateAccount(ada, { email: "lovelace@example.com" });
    await sendMail.run(jobOf(world, mailer), { ...mail, to: "lovelace@example.com" });

    expect(mailer.sent).toHaveLength(2);
    expect(await outcomes(world)).toEqual(["refused", "skipped", "skipped", "sent"]);
  });

  test("is not one that refuses this mail alone", async () => {
    await using world = await testWorld();
    await world.as("ada");
    const mailer = testMailer({ kind: "refused", isAddressDead: false, response: "554 5.7.1 Spam" });

    await sendMail.run(jobOf(world, mailer), mail);
    await sendMail.run(jobOf(world, mailer), mail);

    expect(await outcomes(world)).toEqual(["refused", "sent"]);
  });
});

test.each([
  "ada@example.com\r\nBcc: evil@example.com",
  "ada@example.com, evil@example.com",
  "ada@example.com evil@example.com",
  "Ada <ada@example.com>",
  '"ada lovelace"@example.com',
  '"ada@example.com, evil"@example.com',
  "ada@exämple.com",
  "ädä@example.com",
  "ａda@example.com",
  " ada@example.com",
  "ada@example.com\0",
  "ada@[127.0.0.1]",
  "",
  `${"a".repeat(250)}@example.com`,
])("%j is not one plain address, and is not tried", async (to) => {
  await using world = await testWorld();
  const mailer = testMailer();

  await sendMail.run(jobOf(world, mailer), { ...mail, to });

  expect(mailer.sent).toEqual([]);
  expect(await outcomes(world)).toEqual(["skipped"]);
});

test.each(["ada+tag@example.com", "o'neil@example.com", "ada@xn--exmple-cua.com", "a.b-c_d@sub.example.co.uk"])(
  "%j is one",
  async (to) => {
    await using world = await testWorld();
    const mailer = testMailer();

    await sendMail.run(jobOf(world, mailer), { ...mail, to });

    expect(mailer.sent).toMatchObject([{ to }]);
  },
);

test("one address gets twenty mails in an hour, however it is spelt, and others theirs", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const mailer = testMailer();
  for (const index of times(22, async (count) => count)) {
    const to = (await index) % 2 === 0 ? mail.to : "Ada@Example.com";
    await sendMail.run(jobOf(world, mailer), { ...mail, to });
  }
  expect(mailer.sent).toHaveLength(20);

  await sendMail.run(jobOf(world, mailer), { ...mail, to: "bob@example.com" });
  now = new Date(now.getTime() + 3_600_001);
  await sendMail.run(jobOf(world, mailer), mail);

  expect(mailer.sent).toHaveLength(22);
  expect((await outcomes(world)).filter((outcome) => outcome === "limited")).toHaveLength(2);
});

test("what is kept of a mail tells neither whom it was for nor what it said", async () => {
  await using world = await testWorld();

  await sendMail.run(jobOf(world, testMailer()), { ...mail, text: "the token is hunter2" });

  expect(JSON.stringify(await world.db.mailDelivery.findMany())).not.toMatch(/ada|hunter2/);
});

describe("a new account", () => {
  const input = { email: "Grace@example.com", password: "a long enough password", name: "http://spam.example" };

  test("is welcomed, by its username and in no words of whoever made it", async () => {
    await using world = await testWorld();

    await register(world.anonymous, { ...input, username: "grace", mode: "bearer" });

    const [job] = world.jobs.filter(({ name }) => name === "mail.send");
    expect(job?.payload).toMatchObject({ to: "Grace@example.com", subject: "Welcome to Tenon" });
    expect(job?.payload).toMatchObject({ text: expect.stringContaining("https://example.com/users/grace") as string });
    expect(JSON.stringify(job?.payload)).not.toContain("spam.example");
  });

  test("that comes to nothing is not", async () => {
    await using world = await testWorld();
    await world.as("grace");

    const taken = { ...input, mode: "bearer" as const };
    const sameName = { ...taken, email: "new@example.com", username: "grace" };
    expect(await reasonOf(register(world.anonymous, taken))).toBe("EMAIL_TAKEN");
    expect(await reasonOf(register(world.anonymous, sameName))).toBe("USERNAME_TAKEN");

    expect(world.jobs.filter(({ name }) => name === "mail.send")).toEqual([]);
  });
});

function die(): never {
  throw new Error("killed");
}
