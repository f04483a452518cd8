import { AppError } from "@tenon/contract/app-error";
import { createDb } from "@tenon/db";
import { startFaultyProxy } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { createComment } from "./comments.ts";
import { knownError } from "./known-errors.ts";
import { getPost, listPosts } from "./posts.ts";
import { reasonOf, testPost, testWorld } from "./testing.ts";
import { getUser } from "./users.ts";

const unknown = "0198d1e2-7c3b-7a44-8f00-000000000001";

test("the domain's own errors are what they are", () => {
  const error = new AppError("POST_NOT_FOUND");

  expect(knownError(error)).toBe(error);
});

test.for([new Error("x"), new TypeError("x"), "x", undefined, null, { reason: "NOT_FOUND" }])(
  "%o is a fault of ours",
  (error) => {
    expect(knownError(error)).toBeUndefined();
  },
);

test.for(["ENOSPC", "EDQUOT", "EMFILE", "ENFILE"])(
  "%s says that the service is unavailable for a while, and keeps the cause",
  (code) => {
    const error = Object.assign(new Error(`${code}: write`), { code });

    expect(knownError(error)).toMatchObject({ reason: "UNAVAILABLE", retryAfter: 30, cause: error });
  },
);

test.for(["ENOENT", "EACCES", "EIO"])("%s is a fault of ours", (code) => {
  expect(knownError(Object.assign(new Error(code), { code }))).toBeUndefined();
});

test("a taken value is told by the column that has it", async () => {
  await using world = await testWorld();
  const { actor } = await world.as("ada");
  const create = (data: { username?: string; emailNormalized?: string }) =>
    world.db.user.create({ data: { username: "bob", email: "", emailNormalized: "", name: "", ...data } });
  const post = { title: "", body: "", slug: "s", authorId: actor.id, updatedAt: new Date() };
  await world.db.post.create({ data: post });

  expect(await reasonOf(create({ username: "ada" }))).toBe("USERNAME_TAKEN");
  expect(await reasonOf(create({ emailNormalized: "ada@example.com" }))).toBe("EMAIL_TAKEN");
  expect(await reasonOf(create({ username: "ada", emailNormalized: "ada@example.com" }))).toBe("EMAIL_TAKEN");
  expect(await reasonOf(world.db.post.create({ data: post }))).toBe("CONFLICT");
});

test("rows that are not there, or not any more, are not found", async () => {
  await using world = await testWorld();

  expect(await reasonOf(world.db.user.update({ where: { id: unknown }, data: {} }))).toBe("NOT_FOUND");
  expect(await reasonOf(world.db.follow.create({ data: { followerId: unknown, followeeId: unknown } }))).toBe(
    "NOT_FOUND",
  );
});

test("a NUL that gets past the contract is the caller's fault", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true });
  const text = "a\0b";

  for (const call of [
    () => getPost(ada, { id: text }),
    () => getUser(ada, { id: text }),
    () => testPost(ada, {}).then(() => world.db.post.updateMany({ data: { summary: text } })),
    () => createComment(ada, { postId: post.id, body: text }),
    () => listPosts(ada, { limit: 1, published: true, deleted: false, search: text }),
    () => listPosts(ada, { limit: 1, published: true, deleted: false, tag: text }),
  ]) {
    expect(await reasonOf(call())).toBe("INVALID_INPUT");
  }
});

test("a lost connection says that the service is unavailable and when to come back, and heals by itself", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true });
  await using proxy = await startFaultyProxy(world.url);
  const db = createDb({ url: proxy.url, poolSize: 1, connectTimeoutMs: 500 });
  await using _ = { [Symbol.asyncDispose]: () => db.$disconnect() };
  const ctx = { ...ada, db };
  await getPost(ctx, post);

  proxy.fault = "refuse";
  proxy.cut();
  const lost: unknown = await getPost(ctx, post).catch((error: unknown) => error);
  const refused = await reasonOf(testPost(ctx));
  proxy.fault = "none";

  expect(knownError(lost)).toMatchObject({ reason: "UNAVAILABLE", retryAfter: 2, cause: lost });
  expect(refused).toBe("UNAVAILABLE");
  expect(await reasonOf(getPost(ctx, post))).toBe("ok");
});

test("transactions that get in each other's way are asked to try again", async () => {
  await using world = await testWorld();

  const failure = world.db.$executeRawUnsafe(`DO $$ BEGIN RAISE serialization_failure; END $$`);

  await expect(failure.catch((error: unknown) => Promise.reject(knownError(error)!))).rejects.toMatchObject({
    reason: "CONFLICT",
    retryAfter: 1,
  });
});
