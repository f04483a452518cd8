import { createComment } from "@tenon/core/comments";
import type { Deps } from "@tenon/core/ctx";
import { jobDefinitions } from "@tenon/core/jobs/registry";
import { sendMail } from "@tenon/core/mail/send-mail";
import { testPost, testWorld, type TestWorld, times } from "@tenon/core/testing";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { startBoss } from "../jobs/boss.ts";
import { createJobQueue } from "../jobs/queue.ts";
import { ensureQueues } from "../jobs/queues.ts";
import { startWorker } from "../jobs/worker.ts";
import { createMemorySignals } from "../signals/memory-signals.ts";
import { openSink } from "../testing/smtp-sink.ts";
import { sender } from "./conformance.fixture.ts";
import { createMemoryMailer } from "./memory-mailer.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";

/** All jobs; a mail that fails is tried again soon. */
const definitions = jobDefinitions.map((definition) =>
  definition.name === sendMail.name ? { ...definition, retryAfterSeconds: 1 } : definition,
);

/** A world whose jobs run, on pg-boss. */
async function openWorking(deps: Partial<Deps>): Promise<TestWorld> {
  const stack = new AsyncDisposableStack();
  const world = stack.use(await testWorld({ poolSize: 5 }));
  const boss = stack.adopt(await startBoss({ ...world.anonymous, isWorker: true }), (started) => started.stop());
  await ensureQueues(boss, world.db, definitions);
  // In place: whoever joins the world later has a queue that works, too.
  Object.assign(world.anonymous, {
    jobs: createJobQueue({ boss, db: world.db, definitions }),
    signals: createMemorySignals(world.anonymous.log),
    ...deps,
  });
  const options = { boss, deps: world.anonymous, definitions, stopTimeoutMs: 5000 };
  stack.adopt(await startWorker(options), (stop) => stop());
  return { ...world, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** When the digests that wait are due. */
const dueDigests = ({ db }: TestWorld) => db.$queryRaw<{ startAfter: Date }[]>`
  SELECT start_after AS "startAfter" FROM pgboss.job WHERE name = 'notification.digest' AND state = 'created'`;

/** As if their time had come. */
const letPass = ({ db }: TestWorld) =>
  db.$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE name = 'notification.digest' AND state = 'created'`;

test("a burst of fifty comments is one mail, and what comes after it another, a window later", async () => {
  const mailer = createMemoryMailer(sender);
  await using world = await openWorking({ mailer, digestMs: 3_600_000 });
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const post = await testPost(ada, { published: true });
  const told = () => world.db.notification.count({ where: { userId: ada.actor.id } });
  const beganAt = Date.now();

  await Promise.all(times(50, (index) => createComment(bob, { postId: post.id, body: `Comment ${index}` })));
  await eventually(async () => expect(await told()).toBe(50));
  const [due, ...others] = await dueDigests(world);
  expect(others).toEqual([]);
  expect(due?.startAfter.getTime()).toBeGreaterThanOrEqual(beganAt + 3_600_000);
  expect(await mailer.kept()).toEqual([]);
  await letPass(world);
  await eventually(async () => expect(await mailer.kept()).toHaveLength(1));
  await createComment(bob, { postId: post.id, body: "Later" });
  await eventually(async () => expect(await dueDigests(world)).toHaveLength(1));
  expect(await mailer.kept()).toHaveLength(1);
  await letPass(world);
  await eventually(async () => expect(await mailer.kept()).toHaveLength(2));

  const [second, first] = await mailer.kept();
  expect(first).toMatchObject({ to: "ada@example.com", subject: "50 comments on your posts" });
  expect(first?.text).toContain("And 30 more.");
  expect(second).toMatchObject({
    subject: "bob commented on “Hello”",
    text: expect.stringContaining("Later") as string,
  });
});

test(
  "a mail that the server takes at the third try is delivered once, by retries of its job",
  { timeout: 60_000 },
  async () => {
    const busy = { code: 451, text: "4.3.0 Try again later" };
    await using sink = await openSink({ toRecipient: [busy, busy] });
    const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${sink.port}`, from: sender });
    await using world = await openWorking({ mailer, digestMs: 0 });
    const [ada, bob] = [await world.as("ada"), await world.as("bob")];
    const post = await testPost(ada, { published: true });

    await createComment(bob, { postId: post.id, body: "Well said" });
    await eventually(() => expect(sink.arrived).toHaveLength(1), { timeout: 45_000, interval: 100 });
    await eventually(async () => expect(await world.db.mailDelivery.count()).toBe(1));

    expect(sink.tries()).toBe(3);
    expect(sink.arrived).toMatchObject([{ recipients: ["ada@example.com"] }]);
    mailer.close();
  },
);
