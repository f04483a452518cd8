import { expect, test } from "vitest";
import type { UserCtx } from "./ctx.ts";
import { housekeeping } from "./housekeeping.ts";
import { claimKey } from "./idempotency.ts";
import { deletePost, getPost } from "./posts.ts";
import { testJobCtx, testPost, testSession, testWorld, times } from "./testing.ts";

const dayMs = 86_400_000;

async function keepHouse(ctx: UserCtx): Promise<void> {
  for (const job of housekeeping) await job.run(testJobCtx(ctx), {});
}

test("housekeeping publishes what is due, empties the bin and forgets what has expired", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");
  const { throttle } = ada.auth;
  const [due, binned] = [await testPost(ada, { publishAt: new Date(now.getTime() + 1) }), await testPost(ada)];
  await deletePost(ada, binned);
  await testSession(ada, ada.actor.id);
  await world.db.session.updateMany({ data: { expiresAt: new Date(0) } });
  await throttle.reserve("ada@example.com");
  await world.db.loginThrottle.updateMany({ data: { windowStart: new Date(0) } });
  await claimKey(ada, { principal: "p", procedure: "q", key: "k", fingerprint: "f" });
  now = new Date(now.getTime() + 31 * dayMs);
  await world.db.$executeRaw`UPDATE events SET created_at = now() - interval '2 days'`;
  await world.db.jobEffect.create({ data: { key: "old", createdAt: new Date(0) } });
  const about = { userId: ada.actor.id, actorId: ada.actor.id, subjectId: ada.actor.id };
  await world.db.notification.create({ data: { ...about, type: "follower", createdAt: new Date(0) } });
  await world.db.mailDelivery.create({
    data: { id: ada.actor.id, addressHash: "x", outcome: "sent", createdAt: new Date(0) },
  });
  const logged: object[] = [];
  const log = { ...ada.log, info: (fields: object) => void logged.push(fields) };

  await keepHouse({ ...ada, log });
  await keepHouse({ ...ada, log });

  expect(await getPost(world.anonymous, due)).toMatchObject({ status: "published" });
  expect(await world.db.post.count()).toBe(1);
  expect(await world.db.session.count()).toBe(0);
  expect(await world.db.loginThrottle.count()).toBe(0);
  expect(await world.db.idempotencyRecord.count()).toBe(0);
  // The last one stays, to tell that there were others.
  expect(await world.db.event.count()).toBe(1);
  expect(await world.db.jobEffect.count()).toBe(0);
  expect(await world.db.notification.count()).toBe(0);
  expect(await world.db.mailDelivery.count()).toBe(0);
  expect(logged).toContainEqual({ published: 1 });
  expect(logged).toContainEqual({ job: "bin.purge", rows: 1 });
  expect(logged).toHaveLength(9);
});

test("many nodes keep house at once without getting in each other's way", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");
  const posts = await Promise.all(times(30, (index) => testPost(ada, { title: `Post ${index}`, tags: ["a", "b"] })));
  await Promise.all(posts.map((post) => deletePost(ada, post)));
  now = new Date(now.getTime() + 31 * dayMs);

  await expect(Promise.all(times(10, () => keepHouse(ada)))).resolves.toHaveLength(10);

  expect(await world.db.post.count()).toBe(0);
});
