import { PostList, type PostSort } from "@tenon/contract/posts";
import type { Prisma } from "@tenon/db";
import { expect, test } from "vitest";
import type { Ctx, UserCtx } from "../ctx.ts";
import { deletePost, favoritePost, feed, listPosts, schedulePost } from "../posts.ts";
import { allItems, reasonOf, testPost, testWorld, type TestWorld, times } from "../testing.ts";
import { followUser } from "../users.ts";

const noon = new Date("2026-03-01T12:00:00Z");
const list = (ctx: Ctx, input: Partial<PostList> = {}) => listPosts(ctx, PostList.parse(input));
const titles = async (ctx: Ctx, input: Partial<PostList> = {}) =>
  (await list(ctx, { limit: 100, ...input })).items.map(({ title }) => title);

/** Posts of which many are equal in whatever they are sorted by. */
async function manyPosts({ db }: TestWorld, { actor }: UserCtx, count = 60): Promise<void> {
  const rows: Prisma.PostCreateManyInput[] = Array.from({ length: count }, (_, index) => ({
    title: `Post ${index}`,
    slug: `post-${index}`,
    body: "keyset ".repeat(1 + (index % 3)),
    authorId: actor.id,
    status: "published",
    createdAt: noon,
    updatedAt: noon,
    publishedAt: new Date(noon.getTime() + Math.floor(index / 20)),
    favoritesCount: index % 4,
  }));
  await db.post.createMany({ data: rows });
}

const sorts: PostSort[] = ["newest", "oldest", "popular", "relevance"];

test.for(sorts)("sorted by %s, pages of any size make up the whole list", async (sort) => {
  await using world = await testWorld();
  await manyPosts(world, await world.as("ada"));
  const input = { sort, search: "keyset" };
  const all = (await list(world.anonymous, { ...input, limit: 100 })).items;

  for (const limit of [1, 7, 20, 59, 60]) {
    const paged = await allItems((cursor) => list(world.anonymous, { ...input, limit, cursor }));

    expect(paged.map(({ title }) => title)).toEqual(all.map(({ title }) => title));
  }
  expect(new Set(all.map(({ id }) => id)).size).toBe(60);
});

test("each order is the one that it is called after", async () => {
  await using world = await testWorld();
  await manyPosts(world, await world.as("ada"));
  const all = async (sort: PostSort) => (await list(world.anonymous, { sort, search: "keyset", limit: 100 })).items;
  const [newest, oldest, popular, relevance] = await Promise.all(sorts.map(all));

  const at = newest!.map(({ publishedAt }) => publishedAt!.getTime());
  expect(at).toEqual(at.toSorted((a, b) => b - a));
  expect(oldest!.map(({ id }) => id)).toEqual(newest!.map(({ id }) => id).toReversed());
  const counts = popular!.map(({ favoritesCount }) => favoritesCount);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  const words = relevance!.map(({ title }) => Number(title.slice(5)) % 3);
  expect(words).toEqual(words.toSorted((a, b) => b - a));
});

test.for(sorts)("sorted by %s, no post is lost or doubled while others come and go", async (sort) => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await manyPosts(world, ada);
  const stay = new Set(await titles(ada));
  let round = 0;

  const seen = await allItems(async (cursor) => {
    const page = await list(world.anonymous, { sort, search: "keyset", limit: 7, cursor });
    round += 1;
    await testPost(ada, { title: `New ${round}`, body: "keyset keyset keyset keyset", published: true });
    const [gone] = page.items.slice(-1);
    if (gone && stay.delete(gone.title)) await deletePost(ada, gone);
    return page;
  });

  const ids = seen.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const seenTitles = new Set(seen.map(({ title }) => title));
  expect([...stay].filter((title) => !seenTitles.has(title))).toEqual([]);
  expect(round).toBeGreaterThan(8);
});

test("a cursor is good for its own list only", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  await manyPosts(world, ada, 5);
  await followUser(bob, { id: "ada" });
  const { nextCursor } = await list(bob, { limit: 2 });
  const cursor = nextCursor!;
  const followed = (await feed(bob, { limit: 2 })).nextCursor!;
  const found = (await list(bob, { limit: 2, search: "keyset" })).nextCursor!;

  expect(await reasonOf(list(world.anonymous, { limit: 5, sort: "newest", cursor }))).toBe("ok");
  expect(await reasonOf(feed(bob, { limit: 2, cursor: followed }))).toBe("ok");
  for (const other of [
    { sort: "oldest" },
    { sort: "popular" },
    { tag: "a" },
    { author: "ada" },
    { published: false },
  ] as const) {
    expect(await reasonOf(list(bob, { ...other, cursor }))).toBe("INVALID_CURSOR");
  }
  expect(await reasonOf(list(bob, { search: "other", cursor: found }))).toBe("INVALID_CURSOR");
  expect(await reasonOf(list(bob, { cursor: followed }))).toBe("INVALID_CURSOR");
  expect(await reasonOf(feed(bob, { limit: 2, cursor }))).toBe("INVALID_CURSOR");
  for (const forged of ["x", `${cursor}x`, cursor.slice(1), cursor.toUpperCase(), `${cursor}=`]) {
    expect(await reasonOf(list(bob, { cursor: forged }))).toBe("INVALID_CURSOR");
  }
});

test("pages have numbers and totals, and a cursor to go on with", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await manyPosts(world, ada, 25);
  await testPost(ada, { title: "Draft" });
  const all = await titles(ada);

  const first = await list(ada, { page: 1, limit: 10 });
  const last = await list(ada, { page: 3, limit: 10 });
  const beyond = await list(ada, { page: 4, limit: 10 });
  const rest = await list(ada, { cursor: first.nextCursor!, limit: 100 });

  expect(first).toMatchObject({ page: 1, totalPages: 3, total: 25 });
  expect(last).toMatchObject({ page: 3, totalPages: 3, total: 25, nextCursor: null });
  expect(last.items.map(({ title }) => title)).toEqual(all.slice(20));
  expect(beyond).toEqual({ items: [], nextCursor: null, page: 4, totalPages: 3, total: 25 });
  expect(rest.items.map(({ title }) => title)).toEqual(all.slice(10));
  expect(rest).not.toHaveProperty("total");
  expect(await list(ada, { page: 1, tag: "none" })).toMatchObject({ items: [], total: 0, totalPages: 0 });
});

test("lists leave out bodies, and tell what a post is to the caller", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const post = await testPost(ada, { published: true });
  await favoritePost(bob, post);
  await followUser(bob, { id: "ada" });

  const [seen] = (await list(bob)).items;
  const [own] = (await list(ada)).items;

  expect(seen).toMatchObject({ id: post.id, favorited: true, favoritesCount: 1, author: { following: true } });
  expect(own).toMatchObject({ favorited: false, author: { following: false } });
  expect(seen).not.toHaveProperty("body");
  expect(seen).not.toHaveProperty("rank");
  expect(seen?.author).not.toHaveProperty("email");
});

test("drafts and scheduled posts are in their author's and the editors' lists only", async () => {
  await using world = await testWorld();
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve", "editor")];
  await testPost(ada, { title: "Public", tags: ["t"], body: "word", published: true });
  const draft = await testPost(ada, { title: "Draft", tags: ["t"], body: "word" });
  const later = await testPost(ada, { title: "Later", tags: ["t"], body: "word" });
  await schedulePost(ada, { id: later.id, publishAt: new Date(Date.now() + 60_000) });
  await testPost(bob, { title: "Bob's", body: "word" });
  await world.db.favorite.create({ data: { postId: draft.id, userId: bob.actor.id } });
  await followUser(bob, { id: "ada" });

  for (const ctx of [world.anonymous, ada, bob, eve]) {
    for (const input of [{}, { author: "ada" }, { tag: "t" }, { search: "word" }] as const) {
      expect(await titles(ctx, input)).toEqual(["Public"]);
    }
    expect(await titles(ctx, { favoritedBy: "bob" })).toEqual([]);
  }
  expect((await feed(bob, { limit: 20 })).items.map(({ title }) => title)).toEqual(["Public"]);
  const drafts = async (ctx: Ctx, input: Partial<PostList> = {}) =>
    (await titles(ctx, { ...input, published: false })).toSorted();
  expect(await drafts(world.anonymous)).toEqual([]);
  expect(await drafts(ada)).toEqual(["Draft", "Later"]);
  expect(await drafts(bob)).toEqual(["Bob's"]);
  expect(await drafts(bob, { author: "ada", search: "word" })).toEqual([]);
  expect(await drafts(bob, { favoritedBy: "bob" })).toEqual([]);
  expect(await drafts(eve)).toEqual(["Bob's", "Draft", "Later"]);
  expect(await drafts(eve, { author: "ada", tag: "t", search: "word" })).toEqual(["Draft", "Later"]);
});

test("filters narrow the list, each and together", async () => {
  let now = noon;
  await using world = await testWorld({ now: () => now });
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const one = await testPost(ada, { title: "One", tags: ["x", "y"], published: true });
  now = new Date(noon.getTime() + 1000);
  await testPost(ada, { title: "Two", tags: ["x"], published: true });
  now = new Date(noon.getTime() + 2000);
  await testPost(bob, { title: "Three", tags: ["y"], published: true });
  await favoritePost(bob, one);
  const created = await world.db.post.findMany({ select: { createdAt: true }, orderBy: { createdAt: "asc" } });

  expect(await titles(ada)).toEqual(["Three", "Two", "One"]);
  expect(await titles(ada, { author: "ADA" })).toEqual(["Two", "One"]);
  expect(await titles(ada, { author: ada.actor.id })).toEqual(["Two", "One"]);
  expect(await titles(ada, { author: "nobody" })).toEqual([]);
  expect(await titles(ada, { author: "0198d1e2-7c3b-7a44-8f00-000000000001" })).toEqual([]);
  expect(await titles(ada, { tag: "y" })).toEqual(["Three", "One"]);
  expect(await titles(ada, { tag: "y", author: "bob" })).toEqual(["Three"]);
  expect(await titles(ada, { tag: "none" })).toEqual([]);
  expect(await titles(ada, { favoritedBy: "bob" })).toEqual(["One"]);
  expect(await titles(ada, { favoritedBy: "ada" })).toEqual([]);
  expect(await titles(ada, { createdAfter: created[0]!.createdAt })).toEqual(["Three", "Two"]);
  expect(await titles(ada, { createdBefore: created[2]!.createdAt })).toEqual(["Two", "One"]);
});

test("the first and the last instant that the contract lets in are understood", async () => {
  await using world = await testWorld();
  await testPost(await world.as("ada"), { published: true });
  const [first, last] = [new Date("0001-01-01T00:00:00Z"), new Date("9999-12-31T23:59:59.999Z")];

  expect(await titles(world.anonymous, { createdAfter: first, createdBefore: last })).toEqual(["Hello"]);
  expect(await titles(world.anonymous, { createdAfter: last })).toEqual([]);
  expect(await titles(world.anonymous, { createdBefore: first })).toEqual([]);
});

test("the feed has what the people one follows have published, newest first", async () => {
  await using world = await testWorld();
  const [ada, bob, cy] = [await world.as("ada"), await world.as("bob"), await world.as("cy")];
  await Promise.all(times(5, (index) => testPost(ada, { title: `Ada ${index}`, published: true })));
  await testPost(cy, { title: "Cy", published: true });
  await testPost(bob, { title: "Bob", published: true });
  expect((await feed(bob, { limit: 20 })).items).toEqual([]);
  await followUser(bob, { id: "ada" });

  const items = await allItems((cursor) => feed(bob, { limit: 2, cursor }));

  expect(items.map(({ title }) => title).toSorted()).toEqual(["Ada 0", "Ada 1", "Ada 2", "Ada 3", "Ada 4"]);
  const at = items.map(({ publishedAt }) => publishedAt!.getTime());
  expect(at).toEqual(at.toSorted((a, b) => b - a));
});
