import { expect, test } from "vitest";
import {
  deletePost,
  getPost,
  publishDuePosts,
  publishPost,
  restorePost,
  schedulePost,
  unpublishPost,
  updatePost,
} from "../posts.ts";
import { reasonOf, testPost, testWorld, times } from "../testing.ts";

const noon = new Date("2026-03-01T12:00:00Z");
const hourLater = new Date("2026-03-01T13:00:00Z");
const dayLater = new Date("2026-03-02T12:00:00Z");

test("publishing sets the instant, once", async () => {
  await using world = await testWorld({ now: () => noon });
  const ada = await world.as("ada");
  const post = await testPost(ada);

  const published = await publishPost(ada, { id: post.slug });

  expect(published).toMatchObject({
    status: "published",
    published: true,
    publishedAt: noon,
    publishAt: null,
    version: 2,
  });
  expect(await reasonOf(publishPost(ada, { id: post.id }))).toBe("POST_ALREADY_PUBLISHED");
  expect(await getPost(world.anonymous, post)).toMatchObject({ version: 2 });
});

test("a published post becomes a draft again, and invisible", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true });

  const draft = await unpublishPost(ada, { id: post.id });

  expect(draft).toMatchObject({ status: "draft", publishedAt: null, version: 2 });
  expect(await reasonOf(getPost(world.anonymous, post))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(unpublishPost(ada, { id: post.id }))).toBe("POST_NOT_PUBLISHED");
});

test("a link that was public once stays what it was, whatever the title becomes", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { title: "First title", published: true });

  await unpublishPost(ada, { id: post.id });
  const renamed = await updatePost(ada, { id: post.id, title: "Second title" });

  expect(renamed).toMatchObject({ slug: "first-title", title: "Second title", publishedAt: null });
});

test("a draft can be scheduled, moved, called back and published before its time", async () => {
  await using world = await testWorld({ now: () => noon });
  const ada = await world.as("ada");
  const { id } = await testPost(ada);

  expect(await schedulePost(ada, { id, publishAt: hourLater })).toMatchObject({
    status: "scheduled",
    publishAt: hourLater,
  });
  expect(await schedulePost(ada, { id, publishAt: dayLater })).toMatchObject({ publishAt: dayLater, version: 3 });
  expect(await unpublishPost(ada, { id })).toMatchObject({ status: "draft", publishAt: null });
  await schedulePost(ada, { id, publishAt: hourLater });
  expect(await publishPost(ada, { id })).toMatchObject({ status: "published", publishAt: null, publishedAt: noon });
});

test("only what is not published yet can be scheduled, and only ahead", async () => {
  await using world = await testWorld({ now: () => noon });
  const ada = await world.as("ada");
  const draft = await testPost(ada);
  const post = await testPost(ada, { published: true });

  expect(await reasonOf(schedulePost(ada, { id: draft.id, publishAt: noon }))).toBe("INVALID_INPUT");
  expect(await reasonOf(schedulePost(ada, { id: post.id, publishAt: hourLater }))).toBe("POST_ALREADY_PUBLISHED");
});

test("who may publish what", async () => {
  await using world = await testWorld({ now: () => noon });
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve", "editor")];
  const draft = await testPost(ada);
  const post = await testPost(ada, { published: true });

  expect(await reasonOf(publishPost(bob, draft))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(schedulePost(bob, { id: draft.id, publishAt: hourLater }))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(unpublishPost(bob, post))).toBe("FORBIDDEN");
  expect(await reasonOf(publishPost(bob, post))).toBe("FORBIDDEN");
  expect(await reasonOf(publishPost(eve, draft))).toBe("ok");
  expect(await reasonOf(unpublishPost(eve, post))).toBe("ok");
});

test("what is due goes out, at the instant that was promised", async () => {
  let now = noon;
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");
  const due = await testPost(ada, { publishAt: hourLater, tags: ["a"] });
  const binned = await testPost(ada, { publishAt: hourLater });
  const notYet = await testPost(ada, { publishAt: new Date(hourLater.getTime() + 60_001) });
  await deletePost(ada, binned);
  expect(await publishDuePosts(world.anonymous)).toBe(0);
  now = new Date(hourLater.getTime() + 60_000);

  expect(await publishDuePosts(world.anonymous)).toBe(1);

  expect(await getPost(world.anonymous, due)).toMatchObject({
    status: "published",
    publishedAt: hourLater,
    publishAt: null,
    updatedAt: now,
    version: 2,
  });
  expect(await getPost(ada, notYet)).toMatchObject({ status: "scheduled", version: 1 });
  expect(await world.db.tag.findMany()).toEqual([{ name: "a", postsCount: 1 }]);
  await restorePost(ada, binned);
  expect(await publishDuePosts(world.anonymous)).toBe(1);
});

test("ten nodes that look at once publish each post once", async () => {
  let now = noon;
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");
  await Promise.all(times(150, (index) => testPost(ada, { title: `Post ${index}`, publishAt: hourLater })));
  now = dayLater;

  const published = await Promise.all(times(10, () => publishDuePosts(world.anonymous)));

  expect(published.reduce((sum, count) => sum + count)).toBe(150);
  const versions = await world.db.post.groupBy({ by: ["version", "status"], _count: true });
  expect(versions).toEqual([{ version: 2, status: "published", _count: 150 }]);
});
