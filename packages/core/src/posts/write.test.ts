import { expect, test } from "vitest";
import { createPost, getPost, getRevision, listRevisions, publishPost, revertPost, updatePost } from "../posts.ts";
import { reasonOf, testPost, testWorld } from "../testing.ts";

const unknown = "0198d1e2-7c3b-7a44-8f00-000000000001";

test("a new post is a draft of its author's, with a first revision", async () => {
  const now = new Date("2026-03-01T12:00:00Z");
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");

  const post = await testPost(ada, { title: "Crème Brûlée", body: "# Hi", summary: "S", tags: ["b", "a"] });

  expect(post).toMatchObject({
    slug: "creme-brulee",
    title: "Crème Brûlée",
    body: "# Hi",
    summary: "S",
    tags: ["b", "a"],
    status: "draft",
    published: false,
    publishAt: null,
    publishedAt: null,
    updatedAt: now,
    deletedAt: null,
    version: 1,
    favorited: false,
    favoritesCount: 0,
    commentsCount: 0,
  });
  expect(post.author).toMatchObject({ id: ada.actor.id, username: "ada" });
  expect(post.author).not.toHaveProperty("email");
  const revisions = await listRevisions(ada, { id: post.id, limit: 20 });
  expect(revisions.items).toMatchObject([
    { number: 1, title: "Crème Brûlée", tags: ["b", "a"], editor: { username: "ada" } },
  ]);
});

test("a new post is published at once, or later, as its author wishes", async () => {
  const now = new Date("2026-03-01T12:00:00Z");
  const later = new Date("2026-03-01T12:00:01Z");
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");

  const published = await testPost(ada, { published: true });
  const scheduled = await testPost(ada, { publishAt: later });

  expect(published).toMatchObject({ status: "published", published: true, publishedAt: now, publishAt: null });
  expect(scheduled).toMatchObject({ status: "scheduled", published: false, publishedAt: null, publishAt: later });
  expect(await reasonOf(testPost(ada, { publishAt: now }))).toBe("INVALID_INPUT");
});

test("the last instant that the contract lets in can be waited for, the first one is past", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const last = new Date("9999-12-31T23:59:59.999Z");

  expect(await testPost(ada, { publishAt: last })).toMatchObject({ status: "scheduled", publishAt: last });
  expect(await reasonOf(testPost(ada, { publishAt: new Date("0001-01-01T00:00:00Z") }))).toBe("INVALID_INPUT");
});

test("Markdown that could run script is refused before anything is written", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada);

  expect(await reasonOf(testPost(ada, { body: "<script>" }))).toBe("INVALID_INPUT");
  expect(await reasonOf(updatePost(ada, { id: post.id, body: "[x](javascript:x)" }))).toBe("INVALID_INPUT");

  expect(await world.db.post.count()).toBe(1);
  expect(await getPost(ada, post)).toEqual(post);
});

test("an update changes what it names, raises the version and keeps a revision", async () => {
  let now = new Date("2026-03-01T12:00:00Z");
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");
  const post = await testPost(ada, { summary: "S", tags: ["a"] });
  now = new Date("2026-03-02T12:00:00Z");

  const updated = await updatePost(ada, { id: post.slug, body: "New", summary: undefined });

  expect(updated).toEqual({ ...post, body: "New", version: 2, updatedAt: now });
  const { items } = await listRevisions(ada, { id: post.id, limit: 20 });
  expect(items.map(({ number, summary }) => [number, summary])).toEqual([
    [2, "S"],
    [1, "S"],
  ]);
  expect(await getRevision(ada, { id: post.slug, number: 1 })).toMatchObject({
    body: "World",
    editor: { username: "ada" },
  });
  expect(await getRevision(ada, { id: post.slug, number: 2 })).toMatchObject({ body: "New" });
  expect(await reasonOf(getRevision(ada, { id: post.slug, number: 3 }))).toBe("REVISION_NOT_FOUND");
});

test("an update of nothing changes nothing, but still looks at the version", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada);

  expect(await updatePost(ada, { id: post.id })).toEqual(post);
  expect(await updatePost(ada, { id: post.id, title: undefined, ifMatch: 1 })).toEqual(post);
  expect(await reasonOf(updatePost(ada, { id: post.id, ifMatch: 2 }))).toBe("PRECONDITION_FAILED");
});

test("the slug follows the title as long as the post is a draft", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const { id } = await testPost(ada, { title: "First" });

  const renamed = await updatePost(ada, { id, title: "Second" });
  const emptied = await updatePost(ada, { id, title: "!?" });
  const scheduled = await updatePost(ada, { id, title: "Third" });
  await publishPost(ada, { id });
  const published = await updatePost(ada, { id, title: "Fourth" });

  expect([renamed.slug, emptied.slug, scheduled.slug, published.slug]).toEqual(["second", "post", "third", "third"]);
  expect(published.title).toBe("Fourth");
});

test("a title that makes the same slug keeps it, also when another post has the plain one", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await testPost(ada, { title: "Hello" });
  const post = await testPost(ada, { title: "Hello" });
  const other = await testPost(ada, { title: "Other" });

  const same = await updatePost(ada, { id: other.id, title: "Other!" });
  const taken = await updatePost(ada, { id: other.id, title: "Hello" });

  expect(post.slug).toMatch(/^hello-[a-z0-9]{6}$/);
  expect(same.slug).toBe("other");
  expect(taken.slug).toMatch(/^hello-[a-z0-9]{6}$/);
  expect(taken).toMatchObject({ title: "Hello", version: 3 });
});

test("reverting brings a revision's content back as a new revision", async () => {
  await using world = await testWorld();
  const [ada, eve] = [await world.as("ada"), await world.as("eve", "editor")];
  const post = await testPost(ada, { title: "One", body: "1", tags: ["a"] });
  await updatePost(eve, { id: post.id, title: "Two", body: "2", tags: ["b", "c"], summary: "two" });

  const reverted = await revertPost(ada, { id: post.id, number: 1, ifMatch: 2 });

  expect(reverted).toMatchObject({ title: "One", body: "1", tags: ["a"], summary: "", version: 3 });
  const { items } = await listRevisions(ada, { id: post.id, limit: 20 });
  expect(items.map(({ number, title, editor }) => [number, title, editor?.username])).toEqual([
    [3, "One", "ada"],
    [2, "Two", "eve"],
    [1, "One", "ada"],
  ]);
});

test("reverting a draft's title brings its slug back as well", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const { id } = await testPost(ada, { title: "One" });
  await updatePost(ada, { id, title: "Two" });

  expect(await revertPost(ada, { id, number: 1 })).toMatchObject({ title: "One", slug: "one" });
  await publishPost(ada, { id });
  expect(await revertPost(ada, { id, number: 2 })).toMatchObject({ title: "Two", slug: "one" });
});

test("a revision that is not there cannot come back", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada);
  await publishPost(ada, post);

  for (const number of [0, 2, 99, 2_147_483_647]) {
    expect(await reasonOf(revertPost(ada, { id: post.id, number }))).toBe("REVISION_NOT_FOUND");
  }
});

test("who may write what", async () => {
  await using world = await testWorld();
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve", "editor")];
  const draft = await testPost(ada);
  const post = await testPost(ada, { published: true });
  const system = { ...world.anonymous, actor: { kind: "system" } as const };

  for (const stranger of [bob, world.anonymous]) {
    expect(await reasonOf(updatePost(stranger, { id: draft.id, title: "x" }))).toBe("POST_NOT_FOUND");
    expect(await reasonOf(revertPost(stranger, { id: draft.id, number: 1 }))).toBe("POST_NOT_FOUND");
    expect(await reasonOf(listRevisions(stranger, { id: draft.id, limit: 1 }))).toBe("POST_NOT_FOUND");
    expect(await reasonOf(updatePost(stranger, { id: post.id, title: "x" }))).toBe("FORBIDDEN");
    expect(await reasonOf(revertPost(stranger, { id: post.id, number: 1 }))).toBe("FORBIDDEN");
    expect(await reasonOf(listRevisions(stranger, { id: post.id, limit: 1 }))).toBe("FORBIDDEN");
  }
  for (const trusted of [ada, eve, system]) {
    expect(await reasonOf(updatePost(trusted, { id: draft.id, title: "x" }))).toBe("ok");
    expect(await reasonOf(listRevisions(trusted, { id: draft.id, limit: 1 }))).toBe("ok");
  }
  for (const id of ["nothing", unknown]) {
    expect(await reasonOf(updatePost(eve, { id, title: "x" }))).toBe("POST_NOT_FOUND");
  }
  const { items } = await listRevisions(ada, { id: draft.id, limit: 1 });
  expect(items).toMatchObject([{ number: 4, editor: null }]);
});

test("a post with an id of its own is found by it in any letters", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await createPost(ada, { title: "Hello", body: "", summary: "", tags: [], published: false });

  expect(await getPost(ada, { id: post.id.toUpperCase() })).toEqual(post);
  expect(await getPost(ada, { id: "hello" })).toEqual(post);
});
