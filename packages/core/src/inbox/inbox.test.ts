import { Webhook as Signer } from "standardwebhooks";
import { expect, test } from "vitest";
import { jobDefinitions } from "../jobs/registry.ts";
import { outcomesOf, reasonOf, testJobCtx, testWorld, type TestWorld, times } from "../testing.ts";
import { type IncomingMessage, receiveMessage } from "./receive.ts";
import { sweepInbox } from "./sweep.ts";

const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const other = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;

type Wish = { provider?: string; id?: string; at?: Date; signedBy?: string };

function message(
  content: unknown,
  { provider = "resend", id = "msg_1", at = new Date(), signedBy = secret }: Wish = {},
) {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const signature = new Signer(signedBy).sign(id, at, body);
  return { provider, id, timestamp: String(Math.floor(at.getTime() / 1000)), signature, body };
}

const receive = (world: TestWorld, given: IncomingMessage, secrets = [secret]) =>
  receiveMessage(world.anonymous, secrets, given);

async function work({ jobs, anonymous }: TestWorld): Promise<void> {
  for (const { name, payload } of jobs.splice(0))
    await jobDefinitions.find((job) => job.name === name)?.run(testJobCtx(anonymous), payload);
}

const bounced = (to: string[], type = "Permanent") => ({ type: "email.bounced", data: { to, bounce: { type } } });

test("a message is kept and enqueued once, however often it comes", async () => {
  await using world = await testWorld();
  const given = message({ type: "email.sent" });

  const outcomes = await Promise.all(times(5, () => receive(world, given)));

  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(world.jobs).toMatchObject([{ name: "inbox.handle", payload: { provider: "resend", id: "msg_1" } }]);
  expect(await world.db.inboxMessage.findMany()).toMatchObject([{ id: "msg_1", type: "email.sent", handledAt: null }]);
  expect(await receive(world, message({ type: "email.sent" }, { provider: "other" }))).toBe(true);
});

test("any of a provider's secrets will do, and none but those", async () => {
  await using world = await testWorld();
  const given = message({});

  expect(await reasonOf(receive(world, given, [other]))).toBe("SIGNATURE_INVALID");
  expect(await reasonOf(receive(world, given, []))).toBe("SIGNATURE_INVALID");
  expect(await receive(world, given, [other, secret])).toBe(true);
});

test("a message that was changed, is old or from the future, or lacks a part, is refused", async () => {
  await using world = await testWorld();
  const given = message({ type: "a" });
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const forged: IncomingMessage[] = [
    { ...given, body: Buffer.from('{"type":"b"}') },
    { ...given, body: Buffer.from('{"type": "a"}') },
    { ...given, id: "msg_2" },
    { ...given, timestamp: String(Number(given.timestamp) - 1) },
    { ...given, signature: given.signature.replace("v1,", "v2,") },
    { ...given, signature: "" },
    { ...given, id: "" },
    { ...given, timestamp: "" },
    { ...given, timestamp: "now" },
    message({}, { at: minutes(-6) }),
    message({}, { at: minutes(6) }),
    message({}, { id: "with space" }),
    message({}, { id: "with.dot" }),
    message({}, { id: "x".repeat(256) }),
  ];

  const outcomes = await outcomesOf(forged.map((each) => receive(world, each)));

  expect(outcomes).toEqual({ SIGNATURE_INVALID: forged.length });
  expect(await world.db.inboxMessage.count()).toBe(0);
  expect(world.jobs).toEqual([]);
});

test("what is signed and no JSON object is refused, whatever PostgreSQL thinks of it is not", async () => {
  await using world = await testWorld();
  const broken = ["", "null", "[]", "1", "{", '"text"'].map((text) => Buffer.from(text));

  for (const body of [...broken, Buffer.from([0x7b, 0x7d, 0xff])])
    expect(await reasonOf(receive(world, message(body)))).toMatch(/^(MALFORMED_REQUEST|SIGNATURE_INVALID)$/);
  const odd = { type: "with\0nul", text: "\0", half: "\ud800" };
  expect(await receive(world, message(odd))).toBe(true);
  expect(await world.db.inboxMessage.findMany()).toMatchObject([{ type: null, body: JSON.stringify(odd) }]);
});

test("an address that has refused mail for good is marked, once, with all accounts as they are", async () => {
  await using world = await testWorld();
  for (const name of ["ada", "bob", "eve"]) await world.as(name);
  const marked = async () => {
    const rows = await world.db.user.findMany({
      where: { emailBouncedAt: { not: null } },
      orderBy: { username: "asc" },
    });
    return rows.map(({ username }) => username);
  };

  await receive(world, message(bounced(["Bob <BOB@example.com>", "nobody@example.com"])));
  await receive(world, message(bounced(["ada@example.com"], "Transient"), { id: "msg_2" }));
  await receive(world, message({ type: "email.complained", data: { to: ["eve@example.com"] } }, { id: "msg_3" }));
  await receive(world, message({ type: "email.opened", data: { to: ["ada@example.com"] } }, { id: "msg_4" }));
  await work(world);

  expect(await marked()).toEqual(["bob", "eve"]);
  expect(await world.db.inboxMessage.count({ where: { handledAt: null } })).toBe(0);
});

test("a handler that fails leaves nothing but the message, which is handled by the next try", async () => {
  await using world = await testWorld();
  await world.as("ada");
  await receive(world, message({ type: "email.bounced", data: { to: "not a list" } }));
  const [job] = world.jobs;

  await expect(work(world)).rejects.toThrow("expected array");
  expect(await world.db.inboxMessage.count({ where: { handledAt: null } })).toBe(1);
  await world.db.inboxMessage.updateMany({ data: { body: JSON.stringify(bounced(["ada@example.com"])) } });
  world.jobs.push(job!, job!);
  await work(world);

  expect(await world.db.user.count({ where: { emailBouncedAt: { not: null } } })).toBe(1);
});

test("messages for which nobody has a handler are kept, for a month", async () => {
  await using world = await testWorld();
  await receive(world, message({ type: "push" }, { provider: "github" }));
  await work(world);
  const inDays = (days: number) => ({ db: world.db, now: () => new Date(Date.now() + days * 86_400_000) });

  expect(await sweepInbox(inDays(29))).toBe(0);
  expect(await world.db.inboxMessage.findMany()).toMatchObject([{ provider: "github", body: '{"type":"push"}' }]);
  expect(await sweepInbox(inDays(31))).toBe(1);
});
