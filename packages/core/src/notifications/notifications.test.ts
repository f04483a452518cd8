import { describe, expect, test } from "vitest";
import { createComment, deleteComment } from "../comments.ts";
import type { UserCtx } from "../ctx.ts";
import { carryEvent } from "../events/fan-out.ts";
import { runWaiting } from "../jobs/run-waiting.fixture.ts";
import { updateMe } from "../me.ts";
import { listNotifications, markNotificationsRead } from "../notifications.ts";
import { deletePost, publishPost, restorePost, unpublishPost } from "../posts.ts";
import { allItems, reasonOf, testJobCtx, testPost, testWorld, type TestWorld, times } from "../testing.ts";
import { deleteUser, disableUser, enableUser, followUser, unfollowUser } from "../users.ts";
import { eraseAccount } from "../users/erase.ts";
import { inTransaction } from "../work.ts";
import { notifyFollowers } from "./followers.ts";

const carry = (world: TestWorld) => runWaiting(world, [carryEvent, notifyFollowers]);
const list = (ctx: UserCtx, unread = false) => listNotifications(ctx, { limit: 100, unread });
const told = async (ctx: UserCtx) => (await list(ctx)).items.map(({ type, actor }) => `${type} ${actor.username}`);

test("one is told of a new follower, of a comment on one's post, and of a post by somebody whom one follows", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  await followUser(bob, { id: ada.actor.id });
  const post = await testPost(ada, { title: "Engines", published: true });
  const body = `Well *said*.\n\n${"x".repeat(300)}`;
  const comment = await createComment(bob, { postId: post.id, body });
  await carry(world);

  const [adas, bobs] = [await list(ada), await list(bob)];

  const about = { id: post.id, slug: "engines", title: "Engines" };
  expect(adas.items).toEqual([
    expect.objectContaining({
      type: "comment",
      post: about,
      comment: { id: comment.id, excerpt: expect.stringMatching(/^Well \*said\*\. x{125,}…$/) as string },
      readAt: null,
    }),
    expect.objectContaining({ type: "follower", post: null, comment: null }),
  ]);
  expect(adas.items[0]?.actor).toMatchObject({ username: "bob", following: false });
  expect(bobs.items).toMatchObject([{ type: "post", actor: { username: "ada", following: true }, post: about }]);
  expect([adas.unreadCount, bobs.unreadCount]).toEqual([2, 1]);
});

test("one is not told of what one did oneself, nor of drafts", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  await followUser(bob, { id: ada.actor.id });
  await carry(world);
  const post = await testPost(ada, { published: true });
  await testPost(ada);
  await createComment(ada, { postId: post.id, body: "Mine" });

  await carry(world);

  expect(await told(ada)).toEqual(["follower bob"]);
  expect(await told(bob)).toEqual(["post ada"]);
});

test("the stream of whoever is told hears of each, and nobody else's", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];

  await followUser(bob, { id: ada.actor.id });
  await carry(world);

  const events = await world.db.event.findMany({ where: { channel: { startsWith: "user:" } } });
  const [notification] = (await list(ada)).items;
  expect(events).toMatchObject([
    {
      channel: `user:${ada.actor.id}`,
      type: "notification.created",
      data: { id: notification?.id, type: "follower" },
    },
  ]);
});

describe("told once", () => {
  test("when the event is carried again, or by two at once", async () => {
    await using world = await testWorld();
    const [ada, bob] = [await world.as("ada"), await world.as("bob")];
    await followUser(bob, { id: ada.actor.id });
    const { id } = await world.db.event.findFirstOrThrow({ where: { type: "user.followed" } });
    const eventId = String(id);

    await Promise.all(times(5, () => carryEvent.run(testJobCtx(world.anonymous), { eventId })));

    expect(await told(ada)).toEqual(["follower bob"]);
    expect(await world.db.event.count({ where: { channel: { startsWith: "user:" } } })).toBe(1);
  });

  test("however often somebody follows, or a post is published", async () => {
    await using world = await testWorld();
    const [ada, bob] = [await world.as("ada"), await world.as("bob")];
    for (const _ of [1, 2, 3]) {
      await followUser(bob, { id: ada.actor.id });
      await carry(world);
      await unfollowUser(bob, { id: ada.actor.id });
    }
    await followUser(bob, { id: ada.actor.id });
    const post = await testPost(ada);
    for (const _ of [1, 2, 3]) {
      await publishPost(ada, post);
      await carry(world);
      await unpublishPost(ada, post);
    }
    await publishPost(ada, post);
    await carry(world);

    expect([await told(ada), await told(bob)]).toEqual([["follower bob"], ["post ada"]]);
  });
});

describe("what does not hold any more", () => {
  test("when its event is carried is told to nobody", async () => {
    await using world = await testWorld();
    const [ada, bob] = [await world.as("ada"), await world.as("bob")];
    await followUser(bob, { id: ada.actor.id });
    const [post, second] = [await testPost(ada, { published: true }), await testPost(ada, { published: true })];
    const comment = await createComment(bob, { postId: post.id, body: "Hm" });
    await deleteComment(bob, comment);
    await unfollowUser(bob, { id: ada.actor.id });
    await deletePost(ada, post);
    await unpublishPost(ada, second);

    await carry(world);

    expect(await world.db.notification.count()).toBe(0);
  });

  test("or may not be seen is left out, and is there again with what it is about", async () => {
    await using world = await testWorld();
    const [ada, bob] = [await world.as("ada"), await world.as("bob")];
    const root = await world.as("root", "admin");
    await followUser(bob, { id: ada.actor.id });
    const post = await testPost(ada, { published: true });
    await createComment(bob, { postId: post.id, body: "Hm" });
    await carry(world);
    const now = async () => [await told(ada), await told(bob), (await list(ada)).unreadCount];
    const all = [["comment bob", "follower bob"], ["post ada"], 2];
    expect(await now()).toEqual(all);

    await unpublishPost(ada, post);
    expect(await now()).toEqual([["comment bob", "follower bob"], [], 2]);
    await deletePost(ada, post);
    expect(await now()).toEqual([["follower bob"], [], 1]);
    await restorePost(ada, post);
    await publishPost(ada, post);
    await disableUser(root, { id: bob.actor.id });
    expect((await now())[0]).toEqual([]);
    await enableUser(root, { id: bob.actor.id });
    await unfollowUser(bob, { id: ada.actor.id });
    expect((await now())[0]).toEqual(["comment bob"]);
    await followUser(bob, { id: ada.actor.id });
    expect(await now()).toEqual(all);

    await deleteUser(root, { id: bob.actor.id });
    await runWaiting(world, [eraseAccount]);
    expect(await world.db.notification.count()).toBe(0);
  });
});

describe("settings", () => {
  test("are there from the beginning, and change as far as they are named", async () => {
    await using world = await testWorld();
    const ada = await world.as("ada");

    const me = await updateMe(ada, { notifications: { post: "mail" } });
    const after = await updateMe(ada, { notifications: { follower: "off" }, name: "Ada L" });

    expect(me.notifications).toEqual({ follower: "mail", comment: "mail", post: "mail" });
    expect(after).toMatchObject({ name: "Ada L", notifications: { follower: "off", comment: "mail", post: "mail" } });
  });

  test("decide whether one is told, and whether by mail", async () => {
    await using world = await testWorld();
    const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve")];
    await updateMe(ada, { notifications: { follower: "off" } });
    await updateMe(bob, { notifications: { follower: "app" } });

    for (const { actor } of [ada, bob, eve]) await followUser(await world.as("fan"), actor);
    await carry(world);

    expect([await told(ada), await told(bob), await told(eve)]).toEqual([[], ["follower fan"], ["follower fan"]]);
    const digests = world.jobs.filter(({ name }) => name === "notification.digest");
    expect(digests.map(({ key }) => key)).toEqual([eve.actor.id]);
  });

  test("do not wake somebody who is barred", async () => {
    await using world = await testWorld();
    const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
    await followUser(await world.as("fan"), ada.actor);
    await disableUser(root, { id: ada.actor.id });

    await carry(world);

    expect(await world.db.notification.count()).toBe(0);
  });
});

test("thousands of followers are told in batches, each in a transaction of its own, and a batch that runs twice tells nobody twice", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const count = 1201;
  await world.db.$executeRaw`
    INSERT INTO users (id, email, email_normalized, username, name, updated_at)
    SELECT gen_random_uuid(), 'f' || n || '@example.com', 'f' || n || '@example.com', 'f' || n, 'F', now()
    FROM generate_series(1, ${count}::int) AS n`;
  await world.db.$executeRaw`
    INSERT INTO follows (follower_id, followee_id)
    SELECT id, ${ada.actor.id}::uuid FROM users WHERE username ~ '^f[0-9]+$'`;
  const post = await testPost(ada, { published: true });
  await runWaiting(world, [carryEvent]);
  const [first] = world.jobs.filter(({ name }) => name === notifyFollowers.name);

  await notifyFollowers.run(testJobCtx(world.anonymous), notifyFollowers.payload.parse(first?.payload));
  expect(await world.db.notification.count()).toBe(500);
  await carry(world);

  expect(await world.db.notification.count({ where: { type: "post", postId: post.id } })).toBe(count);
  expect(await world.db.event.count({ where: { channel: { startsWith: "user:" } } })).toBe(count);
});

describe("the list", () => {
  async function burst(world: TestWorld, count: number): Promise<UserCtx> {
    const [ada, bob] = [await world.as("ada"), await world.as("bob")];
    const post = await testPost(ada, { published: true });
    for (const call of Array.from({ length: count }, (_, index) => index))
      await createComment(bob, { postId: post.id, body: `Comment ${call}` });
    await carry(world);
    return ada;
  }

  test("comes in pages, and so do those that are unread", async () => {
    await using world = await testWorld();
    const ada = await burst(world, 7);
    const [newest] = (await list(ada)).items;
    await markNotificationsRead(ada, { ids: [newest!.id] });

    const read = (unread: boolean) => (cursor: string | undefined) =>
      listNotifications(ada, { limit: 3, cursor, unread });
    const [all, unread] = [await allItems(read(false)), await allItems(read(true))];

    expect(new Set(all.map(({ id }) => id)).size).toBe(7);
    expect(all[0]?.readAt).toBeInstanceOf(Date);
    expect(unread.map(({ id }) => id)).toEqual(all.slice(1).map(({ id }) => id));
    const { nextCursor } = await read(true)(undefined);
    expect(await reasonOf(listNotifications(ada, { limit: 3, cursor: nextCursor!, unread: false }))).toBe(
      "INVALID_CURSOR",
    );
  });

  test("is marked by ids, or as far as an instant, and never another's", async () => {
    await using world = await testWorld();
    const ada = await burst(world, 4);
    const eve = await world.as("eve");
    const { items } = await list(ada);
    const ids = items.map(({ id }) => id);

    expect(await markNotificationsRead(eve, { ids })).toEqual({ unreadCount: 0 });
    expect((await list(ada)).unreadCount).toBe(4);
    expect(await markNotificationsRead(ada, { ids: ids.slice(0, 1) })).toEqual({ unreadCount: 3 });
    const readAt = (await list(ada)).items[0]?.readAt;
    expect(await markNotificationsRead(ada, { ids: ids.slice(0, 1) })).toEqual({ unreadCount: 3 });
    expect((await list(ada)).items[0]?.readAt).toEqual(readAt);
    expect(await markNotificationsRead(ada, { upTo: items[2]!.createdAt })).toEqual({ unreadCount: 1 });
    expect((await list(ada, true)).items.map(({ id }) => id)).toEqual([ids[1]]);
  });

  test("counts no further than 100", async () => {
    await using world = await testWorld();
    const [ada, bob] = [await world.as("ada"), await world.as("bob")];
    const post = await testPost(ada, { published: true });
    const comments = await Promise.all(times(103, () => createComment(bob, { postId: post.id, body: "x" })));
    await world.db.notification.createMany({
      data: comments.map(({ id }) => ({
        userId: ada.actor.id,
        type: "comment",
        actorId: bob.actor.id,
        postId: post.id,
        commentId: id,
        subjectId: id,
      })),
    });

    expect((await list(ada)).unreadCount).toBe(100);
  });
});

test("an event that tells of nothing to anybody is carried too", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");

  await inTransaction(world.anonymous, async (work) => {
    work.emit({ type: "user.deleted", data: { id: ada.actor.id, username: "ada" } });
  });
  await carry(world);

  expect(await world.db.notification.count()).toBe(0);
});
