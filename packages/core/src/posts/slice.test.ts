import { expect, test } from "vitest";
import { deletePost, favoritePost, feed, getPost, sliceFeed, slicePosts, unpublishPost, updatePost } from "../posts.ts";
import { reasonOf, testPost, testWorld } from "../testing.ts";
import { followUser } from "../users.ts";

const everything = { limit: 20, published: true, deleted: false };
const titles = ({ items }: { items: { title: string }[] }) => items.map(({ title }) => title);

/** A clock that goes on by a minute whenever it is looked at, so that the order is certain. */
function steadyClock(): () => Date {
  let at = Date.now();
  return () => new Date((at += 60_000));
}

test("a list can be read from any offset, with how many there are", async () => {
  await using world = await testWorld({ now: steadyClock() });
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  for (const title of ["one", "two", "three", "four"]) await testPost(ada, { title, published: true, tags: ["x"] });
  const { id } = await testPost(bob, { title: "five", published: true });
  await testPost(bob, { title: "a draft" });
  await favoritePost(bob, { id: "two" });

  const slice = (input: object, { offset = 0, limit = 20 } = {}) =>
    slicePosts(world.anonymous, { ...everything, ...input, offset, limit });

  expect(await slice({}, { offset: 1, limit: 2 })).toMatchObject({
    total: 5,
    items: [{ title: "four" }, { title: "three" }],
  });
  expect(await slice({}, { offset: 5 })).toEqual({ total: 5, items: [] });
  expect(await slice({}, { offset: Number.MAX_SAFE_INTEGER })).toEqual({ total: 5, items: [] });
  expect(await slice({ author: "ada", tag: "x" }, { limit: 1 })).toMatchObject({
    total: 4,
    items: [{ title: "four" }],
  });
  expect(await slice({ favoritedBy: "bob" })).toMatchObject({ total: 1, items: [{ title: "two" }] });
  expect(await slice({ author: "nobody" })).toEqual({ total: 0, items: [] });
  await deletePost(bob, { id });
  expect((await slice({})).total).toBe(4);
});

test("so can a feed, which has the posts of those whom one follows", async () => {
  await using world = await testWorld({ now: steadyClock() });
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve")];
  for (const title of ["a1", "a2", "a3"]) await testPost(ada, { title, published: true });
  const hidden = await testPost(bob, { title: "b1", published: true });
  for (const title of ["b2", "b3"]) await testPost(bob, { title, published: true });
  await unpublishPost(bob, { id: hidden.id });
  await testPost(eve, { title: "own", published: true });

  expect(await sliceFeed(eve, { offset: 0, limit: 20 })).toEqual({ total: 0, items: [] });
  await followUser(eve, { id: "ada" });
  await followUser(eve, { id: "bob" });
  const all = await sliceFeed(eve, { offset: 0, limit: 20 });

  expect(titles(all)).toEqual(["b3", "b2", "a3", "a2", "a1"]);
  expect(all.items).toEqual((await feed(eve, { limit: 20 })).items);
  for (let offset = 0; offset <= 5; offset += 1) {
    const slice = await sliceFeed(eve, { offset, limit: 2 });
    expect(slice).toEqual({ total: 5, items: all.items.slice(offset, offset + 2) });
  }
  expect(await sliceFeed(eve, { offset: Number.MAX_SAFE_INTEGER, limit: 1 })).toEqual({ total: 5, items: [] });
});

test("the slug of a published post follows its title only where that is asked for", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { title: "First", published: true });
  await testPost(ada, { title: "Taken", published: true });

  expect(await updatePost(ada, { id: post.id, title: "Second" })).toMatchObject({ slug: "first", title: "Second" });
  const moved = await updatePost(ada, { id: post.id, title: "Third" }, { keepsSlug: false });
  const again = await updatePost(ada, { id: post.id, title: "Taken" }, { keepsSlug: false });

  expect(moved.slug).toBe("third");
  expect(again.slug).toMatch(/^taken-[a-z0-9]+$/);
  expect(await reasonOf(getPost(ada, { id: "first" }))).toBe("POST_NOT_FOUND");
  expect((await updatePost(ada, { id: post.id, body: "x" }, { keepsSlug: false })).slug).toBe(again.slug);
});
