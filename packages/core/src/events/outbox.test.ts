import { expect, test } from "vitest";
import { createComment, deleteComment, updateComment } from "../comments.ts";
import { deletePost, publishPost, restorePost, schedulePost, unpublishPost, updatePost } from "../posts.ts";
import { testPost, testWorld, type TestWorld } from "../testing.ts";
import { followUser, unfollowUser } from "../users.ts";
import { inTransaction } from "../work.ts";
import { fanOutJob } from "./outbox.ts";

/** The types of all events so far, oldest first; none of somebody's joining. */
async function told({ db }: TestWorld): Promise<string[]> {
  const events = await db.event.findMany({ where: { type: { not: "user.created" } }, orderBy: { id: "asc" } });
  return events.map(({ type }) => type);
}

test("each change of a post is one event, named by what matters to readers", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada);

  await updatePost(ada, { id: post.id, title: "Other" });
  await updatePost(ada, { id: post.id });
  await schedulePost(ada, { id: post.id, publishAt: new Date(Date.now() + 60_000) });
  await publishPost(ada, post);
  await unpublishPost(ada, post);
  await deletePost(ada, post);
  await restorePost(ada, post);
  await testPost(ada, { published: true });

  expect(await told(world)).toEqual([
    "post.created",
    "post.updated",
    "post.updated",
    "post.published",
    "post.unpublished",
    "post.deleted",
    "post.restored",
    "post.published",
  ]);
  expect(await world.db.event.findFirst({ where: { type: "post.unpublished" } })).toMatchObject({
    channel: "posts",
    data: { id: post.id, slug: "other", title: "Other", status: "draft", version: 5, authorId: ada.actor.id },
  });
});

test("comments and follows tell what happened, and nothing when nothing did", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const post = await testPost(ada, { published: true });

  const comment = await createComment(bob, { postId: post.id, body: "Hm" });
  await updateComment(bob, { id: comment.id, body: "Hm!" });
  await deleteComment(bob, comment);
  await followUser(bob, { id: ada.actor.id });
  await followUser(bob, { id: ada.actor.id });
  await unfollowUser(bob, { id: ada.actor.id });

  expect((await told(world)).slice(1)).toEqual([
    "comment.created",
    "comment.updated",
    "comment.deleted",
    "user.followed",
  ]);
});

test("an event and the job that carries it on are in the change's transaction", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  world.jobs.length = 0;
  const before = (await told(world)).length;

  const change = inTransaction(ada, async (work) => {
    work.emit({ type: "user.followed", data: { followerId: ada.actor.id, followeeId: ada.actor.id } });
    await work.tx.tag.create({ data: { name: "a" } });
    await work.tx.tag.create({ data: { name: "a" } });
  });
  await expect(change).rejects.toThrow("Unique constraint");
  const afterFailure = (await told(world)).length;
  await testPost(ada);

  expect(afterFailure).toBe(before);
  const { id } = await world.db.event.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(world.jobs).toEqual([{ name: fanOutJob, payload: { eventId: String(id) } }]);
});

test("waiting readers are woken once it is certain, each channel once", async () => {
  await using world = await testWorld();
  const sent: unknown[] = [];
  const signals = {
    on: () => () => {},
    send: (topic: string, keys: Iterable<string>) => void sent.push([topic, ...keys]),
  };
  const ada = { ...(await world.as("ada")), signals };

  await inTransaction(ada, async (work) => {
    work.publish({ channel: "user:1", type: "a", data: {} });
    work.publish({ channel: "user:1", type: "b", data: {} });
    work.afterCommit(() => sent.push("committed"));
    expect(sent).toEqual([]);
  });

  expect(sent).toEqual(["committed", ["events", "user:1"]]);
  expect(await world.db.event.count({ where: { channel: "user:1" } })).toBe(2);
});
