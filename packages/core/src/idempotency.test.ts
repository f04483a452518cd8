import { expect, test } from "vitest";
import { createComment } from "./comments.ts";
import type { KeyedCall } from "./ctx.ts";
import { claimKey, completeKey, releaseKey, sweepIdempotency } from "./idempotency.ts";
import { outcomesOf, reasonOf, testPost, testWorld, times } from "./testing.ts";

const call: KeyedCall = { principal: "ada", procedure: "posts.create", key: "k", fingerprint: "f" };
const hourMs = 3_600_000;

async function timedWorld() {
  let now = new Date("2026-03-01T12:00:00Z");
  const world = await testWorld({ now: () => now });
  return Object.assign(world, {
    ctx: world.anonymous,
    pass: (ms: number) => void (now = new Date(now.getTime() + ms)),
  });
}

test("the first call runs, later ones get its output for a day", async () => {
  await using world = await timedWorld();

  expect(await claimKey(world.ctx, call)).toBeNull();
  await completeKey(world.ctx, call, '{"json":1}');

  expect(await claimKey(world.ctx, call)).toBe('{"json":1}');
  world.pass(24 * hourMs - 1);
  expect(await claimKey(world.ctx, call)).toBe('{"json":1}');
  world.pass(1);
  expect(await claimKey(world.ctx, call)).toBeNull();
});

test("of fifty calls at once one runs, the others are told to wait", async () => {
  await using world = await timedWorld();

  const outcomes = await outcomesOf(times(50, () => claimKey(world.ctx, call)));

  expect(outcomes).toEqual({ ok: 1, IDEMPOTENCY_IN_FLIGHT: 49 });
  await expect(claimKey(world.ctx, call)).rejects.toMatchObject({ retryAfter: 1 });
});

test("a key is bound to its payload, while the call runs and afterwards", async () => {
  await using world = await timedWorld();
  await claimKey(world.ctx, call);

  expect(await reasonOf(claimKey(world.ctx, { ...call, fingerprint: "g" }))).toBe("IDEMPOTENCY_MISMATCH");
  await completeKey(world.ctx, call, "1");
  expect(await reasonOf(claimKey(world.ctx, { ...call, fingerprint: "g" }))).toBe("IDEMPOTENCY_MISMATCH");
});

test("a key is its caller's and its procedure's own", async () => {
  await using world = await timedWorld();
  await claimKey(world.ctx, call);

  for (const other of [{ principal: "bob" }, { procedure: "comments.create" }, { key: "l" }]) {
    expect(await claimKey(world.ctx, { ...call, ...other })).toBeNull();
  }
});

test("a call that failed gives its key back, one that succeeded does not", async () => {
  await using world = await timedWorld();
  await claimKey(world.ctx, call);
  await releaseKey(world.ctx, call);

  expect(await claimKey(world.ctx, { ...call, fingerprint: "g" })).toBeNull();
  await completeKey(world.ctx, call, "1");
  await releaseKey(world.ctx, call);
  expect(await claimKey(world.ctx, { ...call, fingerprint: "g" })).toBe("1");
});

test("the claim of a process that died can be taken over after a minute, by one", async () => {
  await using world = await timedWorld();
  await claimKey(world.ctx, call);
  world.pass(59_999);
  expect(await reasonOf(claimKey(world.ctx, call))).toBe("IDEMPOTENCY_IN_FLIGHT");
  world.pass(1);

  expect(await reasonOf(claimKey(world.ctx, { ...call, fingerprint: "g" }))).toBe("IDEMPOTENCY_MISMATCH");
  expect(await outcomesOf(times(20, () => claimKey(world.ctx, call)))).toEqual({ ok: 1, IDEMPOTENCY_IN_FLIGHT: 19 });
});

test("the sweep forgets what is a day old", async () => {
  await using world = await timedWorld();
  await claimKey(world.ctx, call);
  world.pass(24 * hourMs);
  await claimKey(world.ctx, { ...call, key: "young" });
  world.pass(1);

  await sweepIdempotency(world.ctx);

  expect(await world.db.idempotencyRecord.findMany({ select: { key: true } })).toEqual([{ key: "young" }]);
});

test("a post is created once though its process died before the output was stored", async () => {
  await using world = await timedWorld();
  const ada = { ...(await world.as("ada")), keyed: call };
  await claimKey(ada, call);
  const post = await testPost(ada);
  world.pass(60_000);

  expect(await claimKey(ada, call)).toBeNull();
  expect(await testPost(ada)).toEqual(post);
  expect(await world.db.post.count()).toBe(1);
});

test("a call that was slow, not dead, finds what the one that took over has created", async () => {
  await using world = await timedWorld();
  const ada = await world.as("ada");
  const { id } = await testPost(ada, { published: true });
  await claimKey(ada, call);

  const comments = await Promise.all(
    times(10, () => createComment({ ...ada, keyed: call }, { postId: id, body: "Once" })),
  );

  expect(new Set(comments.map((comment) => comment.id)).size).toBe(1);
  expect(await world.db.comment.count()).toBe(1);
});

test("what a call has created outlives its failure, until the key is a day old", async () => {
  await using world = await timedWorld();
  const ada = { ...(await world.as("ada")), keyed: call };
  await claimKey(ada, call);
  const post = await testPost(ada);
  await releaseKey(ada, call);
  world.pass(60_000);

  await claimKey(ada, call);
  expect((await testPost(ada)).id).toBe(post.id);
  world.pass(24 * hourMs);
  await claimKey(ada, call);
  expect((await testPost(ada)).id).not.toBe(post.id);
});
