import { expect, test } from "vitest";
import { createComment } from "./comments.ts";
import type { ClaimedCall, Ctx, KeyedCall } from "./ctx.ts";
import { claimKey, completeKey, releaseKey, sweepIdempotency } from "./idempotency.ts";
import { outcomesOf, reasonOf, testPost, testWorld, times } from "./testing.ts";

const call: KeyedCall = { principal: "ada", procedure: "posts.create", key: "k", fingerprint: "f" };
const hourMs = 3_600_000;

/** Claims a key that is free. */
async function claimed(ctx: Ctx, other: Partial<KeyedCall> = {}): Promise<ClaimedCall> {
  const claim = await claimKey(ctx, { ...call, ...other });
  if ("output" in claim) throw new Error("the key has an output already");
  return claim.keyed;
}

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

  await completeKey(world.ctx, await claimed(world.ctx), '{"json":1}');

  expect(await claimKey(world.ctx, call)).toEqual({ output: '{"json":1}' });
  world.pass(24 * hourMs - 1);
  expect(await claimKey(world.ctx, call)).toEqual({ output: '{"json":1}' });
  world.pass(1);
  expect(await claimKey(world.ctx, call)).toMatchObject({ keyed: call });
});

test("of fifty calls at once one runs, the others are told to wait", async () => {
  await using world = await timedWorld();

  const outcomes = await outcomesOf(times(50, () => claimKey(world.ctx, call)));

  expect(outcomes).toEqual({ ok: 1, IDEMPOTENCY_IN_FLIGHT: 49 });
  await expect(claimKey(world.ctx, call)).rejects.toMatchObject({ retryAfter: 1 });
  world.pass(20_000);
  await expect(claimKey(world.ctx, call)).rejects.toMatchObject({ retryAfter: 40 });
});

test("a key is bound to its payload, while the call runs and afterwards", async () => {
  await using world = await timedWorld();
  const keyed = await claimed(world.ctx);

  expect(await reasonOf(claimKey(world.ctx, { ...call, fingerprint: "g" }))).toBe("IDEMPOTENCY_MISMATCH");
  await completeKey(world.ctx, keyed, "1");
  expect(await reasonOf(claimKey(world.ctx, { ...call, fingerprint: "g" }))).toBe("IDEMPOTENCY_MISMATCH");
});

test("a key is its caller's and its procedure's own", async () => {
  await using world = await timedWorld();
  await claimed(world.ctx);

  for (const other of [{ principal: "bob" }, { procedure: "comments.create" }, { key: "l" }]) {
    expect(await claimed(world.ctx, other)).toMatchObject(other);
  }
});

test("a call that failed gives its key back, one that succeeded does not", async () => {
  await using world = await timedWorld();
  await releaseKey(world.ctx, await claimed(world.ctx));

  const keyed = await claimed(world.ctx, { fingerprint: "g" });
  await completeKey(world.ctx, keyed, "1");
  await releaseKey(world.ctx, keyed);
  expect(await claimKey(world.ctx, { ...call, fingerprint: "g" })).toEqual({ output: "1" });
});

test("the claim of a process that died can be taken over after a minute, by one", async () => {
  await using world = await timedWorld();
  await claimed(world.ctx);
  world.pass(59_999);
  expect(await reasonOf(claimKey(world.ctx, call))).toBe("IDEMPOTENCY_IN_FLIGHT");
  world.pass(1);

  expect(await reasonOf(claimKey(world.ctx, { ...call, fingerprint: "g" }))).toBe("IDEMPOTENCY_MISMATCH");
  expect(await outcomesOf(times(20, () => claimKey(world.ctx, call)))).toEqual({ ok: 1, IDEMPOTENCY_IN_FLIGHT: 19 });
});

test("a call that was taken over can neither give the key back nor store an output", async () => {
  await using world = await timedWorld();
  const ada = await world.as("ada");
  const slow = await claimed(world.ctx);
  world.pass(60_000);
  const second = await claimed(world.ctx);

  await releaseKey(world.ctx, slow);
  await completeKey(world.ctx, slow, "late");
  const post = await testPost({ ...ada, keyed: second });
  await completeKey(world.ctx, second, "1");

  expect(await claimKey(world.ctx, call)).toEqual({ output: "1" });
  expect((await testPost({ ...ada, keyed: slow })).id).toBe(post.id);
});

test("a call whose key was given back by another creates nothing that nobody would find", async () => {
  await using world = await timedWorld();
  const keyed = await claimed(world.ctx);
  world.pass(60_000);
  await releaseKey(world.ctx, await claimed(world.ctx));

  expect(await reasonOf(testPost({ ...(await world.as("ada")), keyed }))).toBe("IDEMPOTENCY_IN_FLIGHT");
  expect(await world.db.post.count()).toBe(0);
});

test("the sweep forgets what is a day old", async () => {
  await using world = await timedWorld();
  await claimed(world.ctx);
  world.pass(24 * hourMs);
  await claimed(world.ctx, { key: "young" });
  world.pass(1);

  await sweepIdempotency(world.ctx);

  expect(await world.db.idempotencyRecord.findMany({ select: { key: true } })).toEqual([{ key: "young" }]);
});

test("a post is created once though its process died before the output was stored", async () => {
  await using world = await timedWorld();
  const ada = await world.as("ada");
  const post = await testPost({ ...ada, keyed: await claimed(ada) });
  world.pass(60_000);

  const keyed = await claimed(ada);
  expect(await testPost({ ...ada, keyed })).toEqual(post);
  expect(await world.db.post.count()).toBe(1);
});

test("a call that was slow, not dead, finds what the one that took over has created", async () => {
  await using world = await timedWorld();
  const ada = await world.as("ada");
  const { id } = await testPost(ada, { published: true });
  const keyed = await claimed(ada);

  const comments = await Promise.all(times(10, () => createComment({ ...ada, keyed }, { postId: id, body: "Once" })));

  expect(new Set(comments.map((comment) => comment.id)).size).toBe(1);
  expect(await world.db.comment.count()).toBe(1);
});

test("what a call has created outlives its failure, until the key is a day old", async () => {
  await using world = await timedWorld();
  const ada = await world.as("ada");
  const first = await claimed(ada);
  const post = await testPost({ ...ada, keyed: first });
  await releaseKey(ada, first);
  world.pass(60_000);

  expect((await testPost({ ...ada, keyed: await claimed(ada) })).id).toBe(post.id);
  world.pass(24 * hourMs);
  expect((await testPost({ ...ada, keyed: await claimed(ada) })).id).not.toBe(post.id);
});
