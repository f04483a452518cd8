import type { PostUpdate } from "@tenon/contract/posts";
import type { Db } from "@tenon/db";
import { expect, test } from "vitest";
import {
  deletePost,
  publishDuePosts,
  publishPost,
  purgeBin,
  restorePost,
  schedulePost,
  unpublishPost,
  updatePost,
} from "./posts.ts";
import { listTags } from "./tags.ts";
import { allItems, outcomesOf, reasonOf, testJobCtx, testPost, testWorld, times } from "./testing.ts";
import { deleteUser } from "./users.ts";
import { eraseAccount } from "./users/erase.ts";

const dayMs = 86_400_000;
const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

/** Tags in an order that differs from post to post. */
const tagsOf = (index: number) => names.map((_, at) => names[(at * 7 + index * 3) % 10]!).slice(0, 1 + (index % 10));

test("tags count published posts, through every change of a post", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");
  const counts = async () =>
    Object.fromEntries((await listTags(ada, { limit: 20 })).items.map((tag) => [tag.name, tag.postsCount]));
  await testPost(ada, { published: true, tags: ["x", "z"] });
  const { id } = await testPost(ada, { tags: ["x", "y"] });
  const seen = [await counts()];
  const update = (change: Partial<PostUpdate>) => updatePost(ada, { id, ...change });

  for (const step of [
    () => publishPost(ada, { id }),
    () => update({ tags: ["y", "w"] }),
    () => update({ title: "New", tags: ["w", "y"] }),
    () => update({ tags: [] }),
    () => update({ tags: ["x", "y"] }),
    () => deletePost(ada, { id }),
    () => restorePost(ada, { id }),
    () => unpublishPost(ada, { id }),
    () => update({ tags: ["y"] }),
    () => schedulePost(ada, { id, publishAt: new Date(now.getTime() + 1000) }),
    () => publishDuePosts({ ...ada, now: () => (now = new Date(now.getTime() + 1000)) }),
    () => deletePost(ada, { id }),
    () => purgeBin({ ...ada, now: () => new Date(now.getTime() + 31 * dayMs) }),
  ]) {
    await step();
    seen.push(await counts());
  }

  expect(seen).toEqual([
    { x: 1, z: 1 },
    { x: 2, y: 1, z: 1 },
    { x: 1, y: 1, w: 1, z: 1 },
    { x: 1, y: 1, w: 1, z: 1 },
    { x: 1, z: 1 },
    { x: 2, y: 1, z: 1 },
    { x: 1, z: 1 },
    { x: 2, y: 1, z: 1 },
    { x: 1, z: 1 },
    { x: 1, z: 1 },
    { x: 1, z: 1 },
    { x: 1, y: 1, z: 1 },
    { x: 1, z: 1 },
    { x: 1, z: 1 },
  ]);
});

test("fifty publications of overlapping tags at once neither wait for each other in a circle nor miscount", async () => {
  await using world = await testWorld({ poolSize: 20 });
  const ada = await world.as("ada");
  const posts = await Promise.all(times(50, (index) => testPost(ada, { title: `Post ${index}`, tags: tagsOf(index) })));

  const published = await outcomesOf(posts.map(({ id }) => publishPost(ada, { id })));
  const unpublished = await outcomesOf(posts.slice(0, 20).map(({ id }) => unpublishPost(ada, { id })));

  expect([published, unpublished]).toEqual([{ ok: 50 }, { ok: 20 }]);
  expect(await storedCounts(world.db)).toEqual(await realCounts(world.db));
});

test("nodes that publish what is due, a hundred posts each, do not wait for each other's tags in a circle", async () => {
  let now = new Date();
  await using world = await testWorld({ poolSize: 20, now: () => now });
  const ada = await world.as("ada");
  now = new Date(now.getTime() + 1000);
  await world.db.post.createMany({
    data: Array.from({ length: 500 }, (_, index) => {
      const content = {
        title: "Due",
        slug: `due-${index}`,
        body: "",
        tags: [names[(index * 3 + Math.floor(index / 100)) % 10]!],
      };
      return { ...content, authorId: ada.actor.id, updatedAt: now, status: "scheduled" as const, publishAt: now };
    }),
  });
  const posts = await Promise.all(times(20, (index) => testPost(ada, { title: `Post ${index}`, tags: tagsOf(index) })));

  await Promise.all(times(20, () => world.db.$queryRaw`SELECT pg_sleep(0.02)::text`));

  const outcomes = await outcomesOf([
    ...times(5, () => publishDuePosts(ada)),
    ...posts.map(({ id }) => publishPost(ada, { id })),
  ]);

  expect(outcomes).toEqual({ ok: 25 });
  expect(await storedCounts(world.db)).toEqual(await realCounts(world.db));
});

test("users who are deleted take their posts, favorites and comments along while others change theirs", async () => {
  await using world = await testWorld({ poolSize: 20 });
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const posts = await Promise.all(
    times(40, (index) => testPost(ada, { title: `Post ${index}`, tags: tagsOf(index), published: true })),
  );
  const leavers = await Promise.all(times(4, (index) => world.as(`leaver-${index}`)));
  await Promise.all(
    leavers.flatMap((leaver) => times(10, (index) => testPost(leaver, { tags: tagsOf(index), published: true }))),
  );
  const traces = leavers.flatMap(({ actor }) => posts.map((post) => ({ userId: actor.id, postId: post.id })));
  await world.db.favorite.createMany({ data: traces });
  await world.db.comment.createMany({
    data: traces.map(({ userId, postId }) => ({ authorId: userId, postId, body: "x" })),
  });

  const outcomes = await outcomesOf([
    ...posts.slice(0, 20).map(({ id }, index) => updatePost(ada, { id, tags: tagsOf(index + 5) })),
    ...leavers.map(async ({ actor }) => {
      await deleteUser(root, { id: actor.id });
      await eraseAccount.run(testJobCtx(root), { userId: actor.id });
    }),
    ...posts.slice(20).map(({ id }) => unpublishPost(ada, { id })),
  ]);

  expect(outcomes).toEqual({ ok: 44 });
  expect(await storedCounts(world.db)).toEqual(await realCounts(world.db));
  const counts = { favoritesCount: 0, commentsCount: 0 };
  expect(await world.db.post.groupBy({ by: ["favoritesCount", "commentsCount"], _count: true })).toEqual([
    { ...counts, _count: 40 },
  ]);
});

test("posts that are changed by hand are counted as well", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await Promise.all(times(10, (index) => testPost(ada, { tags: tagsOf(index), published: index % 2 === 0 })));

  await world.db.$executeRaw`UPDATE posts SET status = 'published', tags = tags || '{new}'`;

  expect(await storedCounts(world.db)).toEqual(await realCounts(world.db));
});

test("the list of tags begins with the most used, and pages through equal counts", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await testPost(ada, { published: true, tags: ["b", "a", "ä", "z", "日本"] });
  await testPost(ada, { published: true, tags: ["c", "a", "z", "e", "f"] });
  await testPost(ada, { tags: ["draft"] });

  const { items } = await listTags(world.anonymous, { limit: 100 });
  const paged = await allItems((cursor) => listTags(world.anonymous, { limit: 2, cursor }));

  expect(
    items
      .slice(0, 2)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(["a", "z"]);
  expect(items.map(({ postsCount }) => postsCount)).toEqual([2, 2, 1, 1, 1, 1, 1, 1]);
  expect(paged).toEqual(items);
  expect(await reasonOf(listTags(ada, { limit: 2, cursor: "W10.x" }))).toBe("INVALID_CURSOR");
});

async function storedCounts(db: Db) {
  return db.tag.findMany({ where: { postsCount: { not: 0 } }, orderBy: { name: "asc" } });
}

async function realCounts(db: Db) {
  return db.$queryRaw`
    SELECT name, count(*)::int AS "postsCount" FROM posts, unnest(tags) AS name
    WHERE status = 'published' AND deleted_at IS NULL GROUP BY name ORDER BY name`;
}
