import type { CommentList } from "@tenon/contract/comments";
import { expect, test } from "vitest";
import { commentByNumber, createComment, deleteComment, listComments, updateComment } from "./comments.ts";
import type { Ctx } from "./ctx.ts";
import { runWaiting } from "./jobs/run-waiting.fixture.ts";
import { deletePost, getPost, unpublishPost } from "./posts.ts";
import { allItems, outcomesOf, reasonOf, testPost, testWorld, times } from "./testing.ts";
import { deleteUser, followUser } from "./users.ts";
import { eraseAccount } from "./users/erase.ts";

const unknown = "0198d1e2-7c3b-7a44-8f00-000000000001";
const list = (ctx: Ctx, postId: string, input: Partial<CommentList> = {}) =>
  listComments(ctx, { postId, limit: 100, sort: "oldest", ...input });

test("a comment is its author's, on a post, and counts", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const post = await testPost(ada, { published: true });
  await followUser(ada, { id: "bob" });

  const comment = await createComment(bob, { postId: post.slug, body: "Well *said*" });

  expect(comment).toMatchObject({
    postId: post.id,
    body: "Well *said*",
    author: { username: "bob", following: false },
  });
  expect(comment.author).not.toHaveProperty("email");
  expect((await list(ada, post.id)).items).toEqual([{ ...comment, author: { ...comment.author, following: true } }]);
  expect(await getPost(world.anonymous, post)).toMatchObject({ commentsCount: 1, version: 1 });
});

test("a comment is plain Markdown", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true });
  const { id } = await createComment(ada, { postId: post.id, body: "x" });

  for (const body of ["<b>x</b>", "[x](javascript:x)", "a\0b"]) {
    expect(await reasonOf(createComment(ada, { postId: post.id, body }))).toBe("INVALID_INPUT");
    expect(await reasonOf(updateComment(ada, { id, body }))).toBe("INVALID_INPUT");
  }
  expect((await list(ada, post.id)).items).toMatchObject([{ body: "x" }]);
});

test("who may write which comment", async () => {
  await using world = await testWorld();
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve", "editor")];
  const post = await testPost(ada, { published: true });
  const { id } = await createComment(bob, { postId: post.id, body: "x" });

  for (const stranger of [ada, world.anonymous]) {
    expect(await reasonOf(updateComment(stranger, { id, body: "y" }))).toBe("FORBIDDEN");
    expect(await reasonOf(deleteComment(stranger, { id }))).toBe("FORBIDDEN");
  }
  expect(await updateComment(bob, { id, body: "y" })).toMatchObject({ body: "y" });
  const edited = await updateComment(eve, { id, body: "z" });
  expect(edited).toMatchObject({ body: "z", author: { username: "bob" } });
  expect(edited.updatedAt.getTime()).toBeGreaterThanOrEqual(edited.createdAt.getTime());
  expect(await reasonOf(deleteComment(eve, { id }))).toBe("ok");
  expect(await reasonOf(deleteComment(bob, { id }))).toBe("COMMENT_NOT_FOUND");
  expect(await reasonOf(updateComment(bob, { id: unknown, body: "y" }))).toBe("COMMENT_NOT_FOUND");
});

test("on a post that is not public nobody comments, and only who may read it reads comments", async () => {
  await using world = await testWorld();
  const [ada, bob, eve] = [await world.as("ada"), await world.as("bob"), await world.as("eve", "editor")];
  const stranger = await world.as("stranger");
  const post = await testPost(ada, { published: true });
  const { id } = await createComment(bob, { postId: post.id, body: "x" });
  await unpublishPost(ada, post);

  for (const ctx of [bob, stranger, world.anonymous]) expect(await reasonOf(list(ctx, post.id))).toBe("POST_NOT_FOUND");
  for (const ctx of [stranger, world.anonymous]) {
    expect(await reasonOf(updateComment(ctx, { id, body: "y" }))).toBe("COMMENT_NOT_FOUND");
    expect(await reasonOf(deleteComment(ctx, { id }))).toBe("COMMENT_NOT_FOUND");
  }
  expect(await reasonOf(updateComment(bob, { id, body: "still mine" }))).toBe("ok");
  for (const ctx of [ada, bob, eve]) {
    expect(await reasonOf(createComment(ctx, { postId: post.id, body: "y" }))).toBe("POST_NOT_FOUND");
  }
  for (const ctx of [ada, eve]) expect((await list(ctx, post.slug)).items).toHaveLength(1);
  expect(await reasonOf(list(ada, "nothing"))).toBe("POST_NOT_FOUND");
  await deletePost(ada, post);
  expect((await list(ada, post.id)).items).toHaveLength(1);
  expect(await reasonOf(deleteComment(eve, { id }))).toBe("ok");
});

test("comments of one instant page without gaps, both ways, while others are written", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true });
  const createdAt = new Date();
  await world.db.comment.createMany({
    data: Array.from({ length: 30 }, (_, index) => {
      const at = new Date(createdAt.getTime() + Math.floor(index / 15));
      return { postId: post.id, authorId: ada.actor.id, body: `${index}`, createdAt: at };
    }),
  });
  const oldest = (await list(ada, post.id)).items.map(({ id }) => id);

  for (const sort of ["oldest", "newest"] as const) {
    const paged = await allItems((cursor) => list(ada, post.id, { sort, limit: 4, cursor }));
    expect(paged.map(({ id }) => id)).toEqual(sort === "oldest" ? oldest : oldest.toReversed());
  }
  const seen = await allItems(async (cursor) => {
    const page = await list(ada, post.id, { sort: "newest", limit: 4, cursor });
    await createComment(ada, { postId: post.id, body: "new" });
    await deleteComment(ada, page.items.at(-1)!);
    return page;
  });
  expect(seen.map(({ id }) => id)).toEqual(oldest.toReversed());
});

test("a cursor is good for its own post and order only", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const [one, two] = [await testPost(ada, { published: true }), await testPost(ada, { published: true })];
  for (const postId of [one.id, one.id, two.id]) await createComment(ada, { postId, body: "x" });
  const { nextCursor } = await list(ada, one.slug, { limit: 1 });
  const cursor = nextCursor!;

  expect(await reasonOf(list(ada, one.id, { cursor }))).toBe("ok");
  expect(await reasonOf(list(ada, two.id, { cursor }))).toBe("INVALID_CURSOR");
  expect(await reasonOf(list(ada, one.id, { sort: "newest", cursor }))).toBe("INVALID_CURSOR");
  expect(await reasonOf(list(ada, one.id, { cursor: `${cursor}x` }))).toBe("INVALID_CURSOR");
});

test("the count stays right when comments come and go at once, and with their authors", async () => {
  await using world = await testWorld();
  const [ada, bob, root] = [await world.as("ada"), await world.as("bob"), await world.as("root", "admin")];
  const post = await testPost(ada, { published: true });
  const write = (ctx: typeof ada) => () => createComment(ctx, { postId: post.id, body: "x" });
  const [first, ...others] = await Promise.all([...times(20, write(ada)), ...times(20, write(bob))]);

  const outcomes = await outcomesOf([
    ...others.slice(0, 10).map(({ id }) => deleteComment(ada, { id })),
    ...times(5, () => deleteComment(ada, first!)),
    ...times(10, write(ada)),
  ]);
  await deleteUser(root, { id: bob.actor.id });
  await runWaiting(world, [eraseAccount]);

  expect((outcomes["ok"] ?? 0) + (outcomes["COMMENT_NOT_FOUND"] ?? 0)).toBe(25);
  expect(await getPost(ada, post)).toMatchObject({ commentsCount: await world.db.comment.count() });
  expect(await world.db.comment.count()).toBe(19);
});

test("comments have numbers, by which a post's own are found", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const [post, other] = [await testPost(ada, { published: true }), await testPost(ada, { published: true })];
  const first = await createComment(bob, { postId: post.id, body: "x" });
  const second = await createComment(bob, { postId: post.id, body: "y" });

  expect(Number.isInteger(first.number)).toBe(true);
  expect(second.number).toBeGreaterThan(first.number);
  expect((await list(ada, post.id)).items.map(({ number }) => number)).toEqual([first.number, second.number]);
  expect(await commentByNumber(ada, { postId: post.slug, number: second.number })).toEqual({ id: second.id });
  for (const number of [0, -1, 2 ** 31, 2 ** 53 - 1, second.number + 1000]) {
    expect(await reasonOf(commentByNumber(ada, { postId: post.id, number }))).toBe("COMMENT_NOT_FOUND");
  }
  expect(await reasonOf(commentByNumber(ada, { postId: other.id, number: first.number }))).toBe("COMMENT_NOT_FOUND");
  expect(await reasonOf(commentByNumber(ada, { postId: "no-such", number: first.number }))).toBe("POST_NOT_FOUND");
});
