import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { createLastSeen } from "./last-seen.ts";
import { bearer, hoursLeft, testSessions } from "./sessions.fixture.ts";

const longAgo = new Date(Date.now() - 3_600_000);

test("when sessions were last used is written soon after, together", async () => {
  await using world = await testSessions("lucia");
  const started = [await world.sessions.start(world.ada, bearer), await world.sessions.start(world.ada, bearer)];
  await world.sessions.start(world.ada, bearer);
  await world.db.session.updateMany({ data: { lastSeenAt: longAgo } });
  await using lastSeen = createLastSeen({ db: world.db, everyMs: 20 });

  for (const { session } of [...started, ...started]) lastSeen.see(session.publicId);

  await eventually(async () => {
    const list = await world.sessions.list(world.ada);
    expect(list.map(({ lastSeenAt }) => Math.round(hoursLeft(lastSeenAt)))).toEqual([-0, -0, -1]);
  });
});

test("what waits to be written is written at the end; a lost database is told of and ends nothing", async () => {
  await using world = await testSessions("lucia");
  const { session } = await world.sessions.start(world.ada, bearer);
  await world.db.session.updateMany({ data: { lastSeenAt: longAgo } });
  const lastSeen = createLastSeen({ db: world.db });
  lastSeen.see(session.publicId);
  const errors: unknown[] = [];
  const broken = { $executeRaw: () => Promise.reject(new Error("gone")) } as never;
  const without = createLastSeen({ db: broken, onError: (error) => errors.push(error) });
  without.see(session.publicId);

  await lastSeen[Symbol.asyncDispose]();
  await without[Symbol.asyncDispose]();

  const [entry] = await world.sessions.list(world.ada);
  expect(hoursLeft(entry!.lastSeenAt)).toBeCloseTo(0, 2);
  expect(errors).toMatchObject([{ message: "gone" }]);
});
