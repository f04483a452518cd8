import { expect, test } from "vitest";
import { deletePost, getPost, listRevisions, publishPost, restorePost, unpublishPost, updatePost } from "../posts.ts";
import { outcomesOf, reasonOf, testPost, testWorld, times } from "../testing.ts";

test("of fifty updates that have read the same version one wins", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada);

  const outcomes = await outcomesOf(
    times(50, (index) => updatePost(ada, { id: post.id, ifMatch: 1, body: `${index}` })),
  );

  expect(outcomes).toEqual({ ok: 1, PRECONDITION_FAILED: 49 });
  expect(await getPost(ada, post)).toMatchObject({ version: 2 });
  expect(await world.db.postRevision.count()).toBe(2);
});

test("fifty updates that do not care all succeed, one after the other", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada);

  const outcomes = await outcomesOf(times(50, (index) => updatePost(ada, { id: post.id, body: `body ${index}` })));

  expect(outcomes).toEqual({ ok: 50 });
  const { items } = await listRevisions(ada, { id: post.id, limit: 100 });
  expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 51 }, (_, index) => 51 - index));
  const kept = await world.db.postRevision.findMany({ where: { postId: post.id }, orderBy: { number: "desc" } });
  expect(new Set(kept.map(({ body }) => body)).size).toBe(51);
  expect(await getPost(ada, post)).toMatchObject({ version: 51, body: kept[0]?.body });
});

test("fifty renames of one draft to one title end with one slug", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { title: "Draft" });

  const outcomes = await outcomesOf(times(50, () => updatePost(ada, { id: post.id, title: "Renamed" })));

  expect(outcomes).toEqual({ ok: 50 });
  expect(await getPost(ada, post)).toMatchObject({ slug: "renamed", version: 51 });
});

test("fifty drafts renamed to one title end with fifty slugs", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const posts = await Promise.all(times(50, (index) => testPost(ada, { title: `Draft ${index}` })));

  const renamed = await Promise.all(posts.map(({ id }) => updatePost(ada, { id, title: "Same" })));

  expect(new Set(renamed.map(({ slug }) => slug)).size).toBe(50);
});

test("changes of status raise the version, and keep no revision", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const { id } = await testPost(ada);

  await publishPost(ada, { id, ifMatch: 1 });
  await unpublishPost(ada, { id, ifMatch: 2 });
  await deletePost(ada, { id });
  const restored = await restorePost(ada, { id, ifMatch: 4 });

  expect(restored).toMatchObject({ version: 5, status: "draft", deletedAt: null });
  expect(await world.db.postRevision.count()).toBe(1);
  expect(await reasonOf(publishPost(ada, { id, ifMatch: 4 }))).toBe("PRECONDITION_FAILED");
});

test("of fifty who publish a post one does", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const { id } = await testPost(ada, { tags: ["a"] });

  const outcomes = await outcomesOf(times(50, () => publishPost(ada, { id })));

  expect(outcomes).toEqual({ ok: 1, POST_ALREADY_PUBLISHED: 49 });
  expect(await world.db.tag.findMany()).toEqual([{ name: "a", postsCount: 1 }]);
});

test("a refused change changes nothing", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const post = await testPost(ada, { published: true, tags: ["a"] });

  await reasonOf(updatePost(bob, { id: post.id, tags: ["b"] }));
  await reasonOf(updatePost(ada, { id: post.id, tags: ["b"], ifMatch: 7 }));
  await reasonOf(updatePost(ada, { id: post.id, title: "a\0b" }));

  expect(await getPost(ada, post)).toEqual(post);
  expect(await world.db.tag.findMany()).toEqual([{ name: "a", postsCount: 1 }]);
});
