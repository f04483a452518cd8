import { expect, test } from "vitest";
import { createComment } from "../comments.ts";
import {
  deletePost,
  favoritePost,
  getPost,
  listPosts,
  purgeBin,
  restorePost,
  unpublishPost,
  updatePost,
} from "../posts.ts";
import { outcomesOf, reasonOf, testPost, testWorld, times } from "../testing.ts";

const dayMs = 86_400_000;
const list = { limit: 20, published: true, deleted: false };

test("a deleted post is in its author's bin and nowhere else", async () => {
  await using world = await testWorld();
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve", "editor")];
  const post = await testPost(ada, { published: true, tags: ["a"] });
  await favoritePost(bob, post);

  await deletePost(ada, { id: post.slug });

  expect(await reasonOf(getPost(bob, post))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(favoritePost(bob, post))).toBe("POST_NOT_FOUND");
  for (const reader of [ada, bob, eve]) expect((await listPosts(reader, list)).items).toEqual([]);
  expect((await listPosts(bob, { ...list, favoritedBy: "bob" })).items).toEqual([]);
  expect((await listPosts(bob, { ...list, deleted: true })).items).toEqual([]);
  expect((await listPosts(world.anonymous, { ...list, deleted: true })).items).toEqual([]);
  expect((await listPosts(ada, { ...list, deleted: true })).items).toMatchObject([{ id: post.id, version: 2 }]);
  expect((await listPosts(eve, { ...list, deleted: true })).items).toMatchObject([{ id: post.id }]);
  expect(await getPost(ada, post)).toMatchObject({ deletedAt: expect.any(Date) as Date });
  expect(await world.db.tag.findMany()).toEqual([{ name: "a", postsCount: 0 }]);
});

test("in the bin a post can only be restored", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true });
  await deletePost(ada, post);

  expect(await reasonOf(updatePost(ada, { id: post.id, title: "x" }))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(unpublishPost(ada, { id: post.id }))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(deletePost(ada, post))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(createComment(ada, { postId: post.id, body: "x" }))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(restorePost(ada, { id: post.id, ifMatch: 1 }))).toBe("PRECONDITION_FAILED");
  expect(await restorePost(ada, { id: post.id, ifMatch: 2 })).toMatchObject({ status: "published", deletedAt: null });
  expect(await getPost(world.anonymous, post)).toMatchObject({ version: 3 });
  expect(await reasonOf(restorePost(ada, { id: post.id }))).toBe("POST_NOT_DELETED");
});

test("who may delete and restore", async () => {
  await using world = await testWorld();
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve", "editor")];
  const post = await testPost(ada, { published: true });
  const draft = await testPost(ada);

  expect(await reasonOf(deletePost(bob, post))).toBe("FORBIDDEN");
  expect(await reasonOf(restorePost(bob, post))).toBe("FORBIDDEN");
  expect(await reasonOf(deletePost(bob, draft))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(deletePost(world.anonymous, post))).toBe("FORBIDDEN");
  expect(await reasonOf(deletePost(eve, draft))).toBe("ok");
  expect(await reasonOf(restorePost(bob, draft))).toBe("POST_NOT_FOUND");
  expect(await reasonOf(restorePost(eve, draft))).toBe("ok");
});

test("the bin keeps a post for thirty days, then it is gone with all that belongs to it", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const [old, young] = [await testPost(ada, { published: true }), await testPost(ada)];
  await favoritePost(bob, old);
  await createComment(bob, { postId: old.id, body: "x" });
  await deletePost(ada, old);
  now = new Date(now.getTime() + 30 * dayMs);
  await deletePost(ada, young);
  expect(await purgeBin(world.anonymous)).toBe(0);
  now = new Date(now.getTime() + 1);

  expect(await reasonOf(restorePost(ada, { id: old.id }))).toBe("POST_NOT_FOUND");
  expect(await purgeBin(world.anonymous)).toBe(1);

  expect(await reasonOf(getPost(ada, old))).toBe("POST_NOT_FOUND");
  expect(await restorePost(ada, { id: young.id })).toMatchObject({ deletedAt: null });
  expect(await world.db.favorite.count()).toBe(0);
  expect(await world.db.comment.count()).toBe(0);
  expect(await world.db.postRevision.count()).toBe(1);
});

test("deleting, restoring and purging at once leave every post in one place", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true, tags: ["a"] });

  const outcomes = await outcomesOf(
    times(40, (index) => (index % 2 ? deletePost(ada, post) : restorePost(ada, { id: post.id }).then(() => {}))),
  );

  expect(Object.keys(outcomes).toSorted()).toEqual(["POST_NOT_DELETED", "POST_NOT_FOUND", "ok"]);
  const { deletedAt, version } = await getPost(ada, post);
  expect(version).toBe(1 + (outcomes["ok"] ?? 0));
  expect(await world.db.tag.findMany()).toEqual([{ name: "a", postsCount: deletedAt ? 0 : 1 }]);
});
