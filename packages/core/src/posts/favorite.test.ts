import { expect, test } from "vitest";
import { runWaiting } from "../jobs/run-waiting.fixture.ts";
import { deletePost, favoritePost, getPost, purgeBin, unfavoritePost, unpublishPost } from "../posts.ts";
import { outcomesOf, reasonOf, testPost, testWorld, times } from "../testing.ts";
import { deleteUser } from "../users.ts";
import { eraseAccount } from "../users/erase.ts";

test("a favorite counts once per reader, and shows to that reader only", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const post = await testPost(ada, { published: true });

  await favoritePost(bob, { id: post.slug });
  const again = await favoritePost(bob, post);

  expect(again).toMatchObject({ favorited: true, favoritesCount: 1, version: 1 });
  expect(await getPost(ada, post)).toMatchObject({ favorited: false, favoritesCount: 1 });
  expect(await getPost(world.anonymous, post)).toMatchObject({ favorited: false });
  expect(await unfavoritePost(bob, post)).toMatchObject({ favorited: false, favoritesCount: 0 });
  expect(await unfavoritePost(bob, post)).toMatchObject({ favoritesCount: 0 });
});

test("what others cannot see they cannot favor, and its author cannot either", async () => {
  await using world = await testWorld();
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve", "editor")];
  const draft = await testPost(ada);
  const binned = await testPost(ada, { published: true });
  await deletePost(ada, binned);

  for (const reader of [ada, bob, eve]) {
    for (const id of [draft.id, binned.id, "nothing"]) {
      expect(await reasonOf(favoritePost(reader, { id }))).toBe("POST_NOT_FOUND");
      expect(await reasonOf(unfavoritePost(reader, { id }))).toBe("POST_NOT_FOUND");
    }
  }
});

test("the count stays right when fifty readers come, come twice and go at once", async () => {
  await using world = await testWorld();
  const post = await testPost(await world.as("ada"), { published: true });
  const readers = await Promise.all(times(25, (index) => world.as(`reader-${index}`)));

  const come = await outcomesOf([...readers, ...readers].map((reader) => favoritePost(reader, post)));
  const go = await outcomesOf(readers.slice(0, 10).flatMap((reader) => times(2, () => unfavoritePost(reader, post))));

  expect([come, go]).toEqual([{ ok: 50 }, { ok: 20 }]);
  expect(await getPost(world.anonymous, post)).toMatchObject({ favoritesCount: 15 });
});

test("the count follows a reader who is deleted", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const posts = await Promise.all(times(10, () => testPost(ada, { published: true })));
  const readers = await Promise.all(times(6, (index) => world.as(`reader-${index}`)));
  for (const reader of readers) await Promise.all(posts.map((post) => favoritePost(reader, post)));

  const outcomes = await outcomesOf(readers.slice(0, 5).map(({ actor }) => deleteUser(root, { id: actor.id })));
  await Promise.all(times(5, () => runWaiting(world, [eraseAccount])));

  expect(outcomes).toEqual({ ok: 5 });
  const counts = await world.db.post.findMany({ select: { favoritesCount: true } });
  expect(counts.map(({ favoritesCount }) => favoritesCount)).toEqual(Array.from({ length: 10 }, () => 1));
});

test("a post that goes while it is favored takes the favorites with it", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true });
  const readers = await Promise.all(times(20, (index) => world.as(`reader-${index}`)));

  const outcomes = await outcomesOf([
    ...readers.map((reader) => favoritePost(reader, post)),
    deletePost(ada, post).then(() => {
      now = new Date(now.getTime() + 31 * 86_400_000);
      return purgeBin(world.anonymous);
    }),
  ]);

  const { ok = 0, POST_NOT_FOUND = 0, NOT_FOUND = 0 } = outcomes;
  expect(ok + POST_NOT_FOUND + NOT_FOUND).toBe(21);
  // A purge leaves out what somebody has locked.
  await purgeBin(world.anonymous);
  expect(await world.db.favorite.count()).toBe(0);
});

test("favorites outlast a post's time as a draft", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const post = await testPost(ada, { published: true });
  await favoritePost(bob, post);

  expect(await unpublishPost(ada, post)).toMatchObject({ favoritesCount: 1 });
});
