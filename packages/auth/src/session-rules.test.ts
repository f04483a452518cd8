import { describe, expect, test } from "vitest";
import { createAuth, keyRing } from "./index.ts";
import { bearer, engines, hoursLeft, shown, testSessions } from "./sessions.fixture.ts";
import { outcomesOf, testUser } from "./testing.ts";

describe.each(engines)("%s", (engine) => {
  test("an administrator's session lives for an hour unused, a day in all; one that is not to be remembered for half a day unused", async () => {
    await using world = await testSessions(engine);
    const root = await testUser(world.db, "root");
    await world.db.user.update({ where: { id: root }, data: { role: "admin" } });

    const admins = await world.sessions.start(root, bearer);
    const forgetful = await world.sessions.start(world.ada, { ...bearer, remember: false });

    expect(hoursLeft(admins.session.expiresAt)).toBeCloseTo(1, 2);
    expect(hoursLeft(admins.session.absoluteExpiresAt)).toBeCloseTo(24, 2);
    expect(hoursLeft(forgetful.session.expiresAt)).toBeCloseTo(12, 2);
    expect(hoursLeft(forgetful.session.absoluteExpiresAt)).toBeCloseTo(30 * 24, 2);
  });

  test("a session is renewed by its own idle time", async () => {
    await using world = await testSessions(engine);
    const { token } = await world.sessions.start(world.ada, { ...bearer, remember: false });
    await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 5 * 3_600_000) } });

    const found = await world.sessions.validate(token);

    expect(found?.renewed).toBe(true);
    expect(hoursLeft(found!.session.expiresAt)).toBeCloseTo(12, 2);
  });

  test("a user who becomes an administrator keeps sessions for as long as administrators' live", async () => {
    await using world = await testSessions(engine);
    const { token } = await world.sessions.start(world.ada, bearer);

    await world.sessions.restrict(world.ada, "admin");

    const found = await world.sessions.validate(token);
    expect(hoursLeft(found!.session.expiresAt)).toBeCloseTo(1, 2);
    expect(hoursLeft(found!.session.absoluteExpiresAt)).toBeCloseTo(24, 2);
  });

  test("beyond the cap the session that was not seen for longest gives way, also when fifty begin at once", async () => {
    await using world = await testSessions(engine, { perUser: 3 });
    const [old, seen] = [await world.sessions.start(world.ada, bearer), await world.sessions.start(world.ada, bearer)];
    await world.db.session.update({
      where: { publicId: old.session.publicId },
      data: { lastSeenAt: new Date(Date.now() - 60_000) },
    });
    await world.sessions.start(world.ada, bearer);

    const { evicted } = await world.sessions.start(world.ada, bearer);
    const survives = (await world.sessions.validate(seen.token)) !== null;
    await Promise.all(Array.from({ length: 50 }, () => world.sessions.start(world.ada, bearer)));

    expect(evicted).toEqual([old.session.publicId]);
    expect(survives).toBe(true);
    expect(await world.db.session.count()).toBe(3);
  });

  test("nobody signs in to an account that is disabled, however the two cross", async () => {
    await using world = await testSessions(engine);
    const disable = () =>
      world.db.$transaction(async (tx) => {
        await tx.user.update({ where: { id: world.ada }, data: { status: "disabled" } });
        await tx.session.deleteMany({ where: { userId: world.ada } });
      });

    const calls = Array.from({ length: 30 }, (_, at) =>
      at === 10 ? disable() : world.sessions.start(world.ada, bearer),
    );

    const { ok = 0, ACCOUNT_DISABLED = 0 } = await outcomesOf(calls);
    expect(ok + ACCOUNT_DISABLED).toBe(30);
    expect(await world.db.session.count()).toBe(0);
    expect(await outcomesOf([world.sessions.start(world.ada, bearer)])).toEqual({ ACCOUNT_DISABLED: 1 });
  });

  test("whoever shows a credential again gets a new token for the same session, and the old one is no more", async () => {
    await using world = await testSessions(engine);
    const before = await world.sessions.start(world.ada, { ...bearer, kind: "cookie" });
    await world.db.session.updateMany({ data: { authenticatedAt: new Date(0) } });

    const after = await world.sessions.reissue(before.session.publicId, { aal: 2, amr: ["otp"] });

    expect(after?.session).toMatchObject({ publicId: before.session.publicId, kind: "cookie", aal: 2 });
    expect(after?.session.amr.toSorted()).toEqual(["otp", "pwd"]);
    expect(hoursLeft(after!.session.authenticatedAt)).toBeCloseTo(0, 2);
    expect(await world.sessions.validate(before.token)).toBeNull();
    expect((await world.sessions.validate(after!.token))?.session).toEqual(after?.session);
    expect(await world.sessions.reissue(before.session.publicId, shown)).toMatchObject({ session: { aal: 2 } });
  });

  test("a session that has ended gets no new token", async () => {
    await using world = await testSessions(engine);
    const { session } = await world.sessions.start(world.ada, bearer);
    await world.db.session.updateMany({ data: { absoluteExpiresAt: new Date(Date.now() - 1) } });

    expect(await world.sessions.reissue(session.publicId, shown)).toBeNull();
  });

  test("a user's list has what holds, the last seen first, and no token", async () => {
    await using world = await testSessions(engine);
    const [first, second, over] = [
      await world.sessions.start(world.ada, { ...bearer, ip: "::1", userAgent: "one" }),
      await world.sessions.start(world.ada, bearer),
      await world.sessions.start(world.ada, bearer),
    ];
    const change = (publicId: string, data: object) => world.db.session.update({ where: { publicId }, data });
    await change(second.session.publicId, { lastSeenAt: new Date(Date.now() - 60_000) });
    await change(over.session.publicId, { expiresAt: new Date(Date.now() - 1) });

    const list = await world.sessions.list(world.ada);

    expect(list.map(({ publicId }) => publicId)).toEqual([first.session.publicId, second.session.publicId]);
    expect(list[0]).toMatchObject({ ip: "::1", userAgent: "one", kind: "bearer", aal: 1 });
    for (const { token } of [first, second]) expect(JSON.stringify(list)).not.toContain(token.slice(3));
  });

  test("one ends another's session only as its owner", async () => {
    await using world = await testSessions(engine);
    const bob = await testUser(world.db, "bob");
    const { token, session } = await world.sessions.start(world.ada, bearer);

    const asBob = await world.sessions.revoke(session.publicId, { userId: bob });
    const still = await world.sessions.validate(token);
    const asAda = await world.sessions.revoke(session.publicId, { userId: world.ada });

    expect([asBob, still !== null, asAda]).toEqual([false, true, true]);
  });
});

test("each engine reads the sessions that the other has made", async () => {
  await using world = await testSessions("lucia");
  const native = createAuth({ db: world.db, engine: "native", throttleKeys: keyRing("x".repeat(32)) }).sessions;
  const ofLucia = await world.sessions.start(world.ada, bearer);
  const ofNative = await world.db.$transaction((tx) => native.start(tx, world.ada, bearer));

  const found = await Promise.all([native.validate(ofLucia.token), world.sessions.validate(ofNative.token)]);

  expect(found.map((principal) => principal?.session)).toEqual([ofLucia.session, ofNative.session]);
});
