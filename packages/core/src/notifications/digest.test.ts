import { describe, expect, test } from "vitest";
import { createComment } from "../comments.ts";
import { carryEvent } from "../events/fan-out.ts";
import { runWaiting } from "../jobs/run-waiting.fixture.ts";
import { sendMail } from "../mail/send-mail.ts";
import { updateMe } from "../me.ts";
import { listNotifications, markNotificationsRead, unsubscribe } from "../notifications.ts";
import { deletePost } from "../posts.ts";
import { testJobCtx, testPost, testWorld, type TestWorld, times } from "../testing.ts";
import { disableUser, enableUser, followUser } from "../users.ts";
import { inTransaction } from "../work.ts";
import { sendDigest } from "./digest.ts";
import { notifyFollowers } from "./followers.ts";

const carry = (world: TestWorld) => runWaiting(world, [carryEvent, notifyFollowers]);

/** The mails that the digests which wait come to. */
async function digests(world: TestWorld) {
  await carry(world);
  await runWaiting(world, [sendDigest]);
  const mails = world.jobs
    .filter(({ name }) => name === sendMail.name)
    .map(({ payload }) => sendMail.payload.parse(payload));
  world.jobs.length = 0;
  return mails as { to: string; subject: string; text: string; html: string; unsubscribeUrl: string }[];
}

async function adaAndBob(world: TestWorld) {
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  return { ada, bob, post: await testPost(ada, { title: "Engines", published: true }) };
}

test("fifty comments are one mail, which lists some and counts the others; the next comment is told in the next", async () => {
  await using world = await testWorld();
  const { bob, post } = await adaAndBob(world);
  await Promise.all(times(50, (index) => createComment(bob, { postId: post.id, body: `Comment ${index}` })));

  const first = await digests(world);
  await createComment(bob, { postId: post.id, body: "One more" });
  const second = await digests(world);

  expect(first).toHaveLength(1);
  expect(first[0]).toMatchObject({ to: "ada@example.com", subject: "50 comments on your posts" });
  expect(first[0]?.text.match(/bob commented on “Engines”/g)).toHaveLength(20);
  expect(first[0]?.text).toContain("And 30 more.");
  expect(second).toHaveLength(1);
  expect(second[0]?.subject).toBe("bob commented on “Engines”");
  expect(second[0]?.text).toContain("One more");
  expect(await digests(world)).toEqual([]);
});

test("the digest waits for its time, under its reader's key", async () => {
  const now = new Date("2026-03-01T12:00:00Z");
  await using world = await testWorld({ now: () => now });
  const { ada, bob, post } = await adaAndBob(world);
  await createComment(bob, { postId: post.id, body: "Hm" });

  await carry(world);

  expect(world.jobs.filter(({ name }) => name === sendDigest.name)).toEqual([
    expect.objectContaining({ key: ada.actor.id, startAfter: new Date("2026-03-01T12:05:00Z") }),
  ]);
});

test("a digest that runs twice, or two at once, are one mail", async () => {
  await using world = await testWorld();
  const { ada, bob, post } = await adaAndBob(world);
  await createComment(bob, { postId: post.id, body: "Hm" });
  await carry(world);
  world.jobs.length = 0;

  await Promise.all(times(5, () => sendDigest.run(testJobCtx(world.anonymous), { userId: ada.actor.id })));

  expect(world.jobs.map(({ name }) => name)).toEqual([sendMail.name]);
});

test("a notification that is being written while the digest begins is in it, or enqueues the next", async () => {
  await using world = await testWorld({ poolSize: 5 });
  const { ada, bob, post } = await adaAndBob(world);
  const comment = await createComment(bob, { postId: post.id, body: "Late" });
  world.jobs.length = 0;
  const about = { type: "comment", actorId: bob.actor.id, postId: post.id, commentId: comment.id } as const;
  const { promise: written, resolve: tellWritten } = Promise.withResolvers<void>();
  const { promise: committing, resolve: letCommit } = Promise.withResolvers<void>();
  const writing = inTransaction(world.anonymous, async (work) => {
    await work.tx.notification.create({ data: { ...about, userId: ada.actor.id, subjectId: comment.id } });
    tellWritten();
    await committing;
  });
  await written;

  const digest = sendDigest.run(testJobCtx(world.anonymous), { userId: ada.actor.id });
  await expect.poll(() => waitingForLocks(world)).toBe(1);
  letCommit();
  await Promise.all([writing, digest]);

  expect(world.jobs.map(({ name }) => name)).toEqual([sendMail.name]);
});

describe("nothing to say is no mail", () => {
  test("when all was read before", async () => {
    await using world = await testWorld();
    const { ada, bob, post } = await adaAndBob(world);
    await createComment(bob, { postId: post.id, body: "Hm" });
    await carry(world);

    await markNotificationsRead(ada, { upTo: new Date(Date.now() + 1000) });

    expect(await digests(world)).toEqual([]);
  });

  test("when what it is about has gone", async () => {
    await using world = await testWorld();
    const { ada, bob, post } = await adaAndBob(world);
    await createComment(bob, { postId: post.id, body: "Hm" });
    await carry(world);

    await deletePost(ada, post);

    expect(await digests(world)).toEqual([]);
  });

  test("when the reader wants no mail any more, or cannot have it; and it is not made up for later", async () => {
    await using world = await testWorld();
    const { ada, bob, post } = await adaAndBob(world);
    const root = await world.as("root", "admin");
    const comment = () => createComment(bob, { postId: post.id, body: "Hm" });
    await comment();
    await carry(world);
    await updateMe(ada, { notifications: { comment: "app" } });
    expect(await digests(world)).toEqual([]);
    await updateMe(ada, { notifications: { comment: "mail" } });
    await comment();
    await carry(world);
    await disableUser(root, ada.actor);
    expect(await digests(world)).toEqual([]);
    await enableUser(root, ada.actor);
    await comment();
    await carry(world);
    await world.db.user.update({ where: { id: ada.actor.id }, data: { emailBouncedAt: new Date() } });
    expect(await digests(world)).toEqual([]);
    await world.db.user.update({ where: { id: ada.actor.id }, data: { emailBouncedAt: null } });

    await comment();

    expect(await digests(world)).toMatchObject([{ subject: "bob commented on “Engines”" }]);
    expect((await listNotifications(ada, { limit: 20, unread: true })).unreadCount).toBe(4);
  });

  test("nor are notifications that were for the app alone", async () => {
    await using world = await testWorld();
    const { ada, bob, post } = await adaAndBob(world);
    await updateMe(ada, { notifications: { comment: "app" } });
    await createComment(bob, { postId: post.id, body: "Quiet" });
    await carry(world);
    await updateMe(ada, { notifications: { comment: "mail" } });

    await createComment(bob, { postId: post.id, body: "Loud" });

    const [mail, ...others] = await digests(world);
    expect(others).toEqual([]);
    expect(mail?.text).toContain("Loud");
    expect(mail?.text).not.toContain("Quiet");
  });
});

test("the links of a digest turn its types off, all or one, and leave the rest", async () => {
  await using world = await testWorld();
  const { ada, bob, post } = await adaAndBob(world);
  await followUser(bob, ada.actor);
  await createComment(bob, { postId: post.id, body: "Hm" });
  const [mail] = await digests(world);
  const read = (url: string) => ada.links.readUnsubscribe(new URL(url).searchParams.get("token") ?? "");
  const links = mail?.text.match(/https:\S+unsubscribe\S+/g) ?? [];

  expect(read(mail!.unsubscribeUrl)).toEqual({ userId: ada.actor.id, types: ["follower", "comment"] });
  expect(links.map(read)).toEqual([
    { userId: ada.actor.id, types: ["follower"] },
    { userId: ada.actor.id, types: ["comment"] },
  ]);

  await updateMe(ada, { notifications: { follower: "off" } });
  await unsubscribe(world.anonymous, read(mail!.unsubscribeUrl)!);
  await unsubscribe(world.anonymous, read(mail!.unsubscribeUrl)!);

  expect(
    await world.db.user.findUnique({
      where: { id: ada.actor.id },
      select: { notifyFollower: true, notifyComment: true },
    }),
  ).toEqual({
    notifyFollower: "off",
    notifyComment: "app",
  });
});

async function waitingForLocks({ db }: TestWorld): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return rows[0]?.count ?? 0;
}
