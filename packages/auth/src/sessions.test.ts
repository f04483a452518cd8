import { describe, expect, test } from "vitest";
import { createAuth, type Session, keyRing } from "./index.ts";
import { bearer, engines, hoursLeft, shown, testSessions } from "./sessions.fixture.ts";
import { testUser } from "./testing.ts";
import { hashToken, newSessionToken } from "./tokens.ts";

const dayMs = 86_400_000;

describe.each(engines)("%s", (engine) => {
  test("a session speaks for its user, with the role of this moment", async () => {
    await using world = await testSessions(engine);
    const { token, session } = await world.sessions.start(world.ada, {
      kind: "cookie",
      ...shown,
      ip: "::1",
      userAgent: "test",
    });

    const before = await world.sessions.validate(token);
    await world.db.user.update({ where: { id: world.ada }, data: { role: "admin" } });
    const after = await world.sessions.validate(token);

    expect(before).toMatchObject({
      user: { id: world.ada, username: "ada", role: "user", status: "active", mfaRequired: false },
      session,
      renewed: false,
    });
    expect(after?.user.role).toBe("admin");
    expect(await world.db.session.findFirst()).toMatchObject({ ip: "::1", userAgent: "test", kind: "cookie" });
  });

  test("a session lives for seven days unused, thirty in all, and an impersonation for an hour", async () => {
    await using world = await testSessions(engine);
    const admin = await testUser(world.db, "root");

    const { session } = await world.sessions.start(world.ada, bearer);
    const other = await world.sessions.start(world.ada, { kind: "impersonation", ...shown, actorId: admin });

    expect(daysLeft(session.expiresAt)).toBeCloseTo(7, 3);
    expect(daysLeft(session.absoluteExpiresAt)).toBeCloseTo(30, 3);
    expect(daysLeft(other.session.expiresAt)).toBeCloseTo(1 / 24, 3);
    expect(other.session).toMatchObject({ actorId: admin, kind: "impersonation" });
  });

  test("the token, and anything that is equal to it, is nowhere in the table", async () => {
    await using world = await testSessions(engine);
    const { token, session } = await world.sessions.start(world.ada, bearer);

    const [row] = await world.db.$queryRaw<{ text: string }[]>`SELECT s::text AS text FROM sessions s`;

    const secret = token.slice("ss_".length);
    const bytes = Buffer.from(secret, "base64url");
    expect(bytes).toHaveLength(32);
    for (const form of [token, secret, bytes.toString("hex"), bytes.toString("base64")])
      expect(row?.text).not.toContain(form);
    expect(row?.text).toContain(hashToken(token));
    expect(JSON.stringify(session)).not.toContain(hashToken(token));
  });

  test("what a leaked table shows cannot be used as a token", async () => {
    await using world = await testSessions(engine);
    await world.sessions.start(world.ada, bearer);
    const { id, publicId } = await world.db.session.findFirstOrThrow();

    const found = await Promise.all(
      [id, publicId, `ss_${id}`, hashToken(id)].map((leak) => world.sessions.validate(leak)),
    );

    expect(found).toEqual([null, null, null, null]);
  });

  test("an unknown token is nobody's", async () => {
    await using world = await testSessions(engine);
    await world.sessions.start(world.ada, bearer);

    const found = await Promise.all(
      ["", "\0", "ss_", newSessionToken(), "\ud800", "x".repeat(1e6), "' OR 1=1 --"].map(world.sessions.validate),
    );

    expect(found.filter(Boolean)).toEqual([]);
  });

  test("a session that was not used for its idle time has ended, and is gone", async () => {
    await using world = await testSessions(engine);
    const { token } = await world.sessions.start(world.ada, bearer);
    await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });

    expect(await world.sessions.validate(token)).toBeNull();

    expect(await world.db.session.count()).toBe(0);
  });

  test("a session of full age has ended, however much it is used", async () => {
    await using world = await testSessions(engine);
    const { token } = await world.sessions.start(world.ada, bearer);
    await world.db.session.updateMany({ data: { absoluteExpiresAt: new Date(Date.now() - 1) } });

    expect(await world.sessions.validate(token)).toBeNull();

    expect(await world.db.session.count()).toBe(0);
  });

  test("the session of a disabled user is nobody's until the user is enabled again", async () => {
    await using world = await testSessions(engine);
    const { token } = await world.sessions.start(world.ada, bearer);

    await world.db.user.update({ where: { id: world.ada }, data: { status: "disabled" } });

    expect(await world.sessions.validate(token)).toBeNull();
  });

  test("a session in its first half is read, not written", async () => {
    await using world = await testSessions(engine);
    const { token, session } = await world.sessions.start(world.ada, bearer);
    await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 3.6 * dayMs) } });
    const writes = await countUpdates(world);

    const found = await world.sessions.validate(token);

    expect(found?.renewed).toBe(false);
    expect(found?.session.absoluteExpiresAt).toEqual(session.absoluteExpiresAt);
    expect(await writes()).toBe(0);
  });

  test("fifty requests of one page renew a session once", async () => {
    await using world = await testSessions(engine);
    const { token } = await world.sessions.start(world.ada, bearer);
    await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 3 * dayMs) } });
    const writes = await countUpdates(world);

    const found = await Promise.all(Array.from({ length: 50 }, () => world.sessions.validate(token)));
    const again = await world.sessions.validate(token);

    expect(await writes()).toBe(1);
    expect(found.filter((principal) => principal && daysLeft(principal.session.expiresAt) > 6.9)).toHaveLength(50);
    expect(again?.renewed).toBe(false);
    expect(daysLeft(again!.session.expiresAt)).toBeCloseTo(7, 3);
  });

  test("two processes that renew a session together write once", async () => {
    await using world = await testSessions(engine);
    const other = createAuth({
      db: world.db,
      engine,
      throttleKeys: keyRing("x".repeat(32)),
      passwords: { memoryKib: 8 },
    });
    const { token } = await world.sessions.start(world.ada, bearer);
    await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 3 * dayMs) } });
    const writes = await countUpdates(world);

    await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? world.sessions.validate(token) : other.sessions.validate(token))),
    );

    expect(await writes()).toBe(1);
  });

  test("a session of a minute is renewed by use as well", async () => {
    await using world = await testSessions(engine, { idleMs: 60_000 });
    const { token } = await world.sessions.start(world.ada, bearer);
    await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 20_000) } });

    const found = await world.sessions.validate(token);

    expect(found?.renewed).toBe(true);
    const { expiresAt } = await world.db.session.findFirstOrThrow();
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(50_000);
  });

  test("renewal never moves a session's end beyond its full age", async () => {
    await using world = await testSessions(engine);
    const { token } = await world.sessions.start(world.ada, bearer);
    const absoluteExpiresAt = new Date(Date.now() + dayMs);
    await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 1000), absoluteExpiresAt } });

    const found = await world.sessions.validate(token);

    expect(found?.renewed).toBe(true);
    expect(found?.session.expiresAt).toEqual(absoluteExpiresAt);
  });

  test("a revoked session has ended at once; revoking it twice, or nothing, is fine", async () => {
    await using world = await testSessions(engine);
    const one = await world.sessions.start(world.ada, bearer);
    const two = await world.sessions.start(world.ada, bearer);

    await world.sessions.revoke(one.session.publicId);
    await world.sessions.revoke(one.session.publicId);

    expect(await world.sessions.validate(one.token)).toBeNull();
    expect(await world.sessions.validate(two.token)).not.toBeNull();
  });

  test("revoking a user ends their sessions, those that impersonate them, and those that they impersonate with", async () => {
    await using world = await testSessions(engine);
    const [root, bob] = [await testUser(world.db, "root"), await testUser(world.db, "bob")];
    const start = async (userId: string, actorId?: string) =>
      (await world.sessions.start(userId, actorId ? { kind: "impersonation", ...shown, actorId } : bearer)).token;
    const ended = [await start(root), await start(root), await start(world.ada, root), await start(root, bob)];
    const kept = [await start(world.ada), await start(bob), await start(world.ada, bob)];

    await world.sessions.revokeUser(root);

    expect((await Promise.all(ended.map(world.sessions.validate))).filter(Boolean)).toEqual([]);
    expect((await Promise.all(kept.map(world.sessions.validate))).filter(Boolean)).toHaveLength(3);
  });

  test("revoking a user may spare one session", async () => {
    await using world = await testSessions(engine);
    const [kept, ended] = [
      await world.sessions.start(world.ada, bearer),
      await world.sessions.start(world.ada, bearer),
    ];

    await world.sessions.revokeUser(world.ada, { except: kept.session.publicId });

    expect(await world.sessions.validate(kept.token)).not.toBeNull();
    expect(await world.sessions.validate(ended.token)).toBeNull();
  });

  test("deleting a user ends their sessions and impersonations", async () => {
    await using world = await testSessions(engine);
    const root = await testUser(world.db, "root");
    const sessions: { session: Session }[] = [
      await world.sessions.start(root, bearer),
      await world.sessions.start(world.ada, { kind: "impersonation", ...shown, actorId: root }),
    ];

    await world.db.user.delete({ where: { id: root } });

    expect(sessions).toHaveLength(2);
    expect(await world.db.session.count()).toBe(0);
  });

  test("the sweep deletes what is idle or over age, and nothing else", async () => {
    await using world = await testSessions(engine);
    const [idle, old, live] = await Promise.all([1, 2, 3].map(() => world.sessions.start(world.ada, bearer)));
    const past = new Date(Date.now() - 1000);
    await world.db.session.updateMany({ where: { publicId: idle!.session.publicId }, data: { expiresAt: past } });
    await world.db.session.updateMany({
      where: { publicId: old!.session.publicId },
      data: { absoluteExpiresAt: past },
    });

    await world.sessions.sweep();

    expect(await world.db.session.findMany({ select: { publicId: true } })).toEqual([
      { publicId: live!.session.publicId },
    ]);
  });

  test("revoking, renewing, sweeping and validating at once never fails", async () => {
    await using world = await testSessions(engine);
    for (let round = 0; round < 5; round += 1) {
      const { token, session } = await world.sessions.start(world.ada, bearer);
      await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + (round % 2 ? dayMs : -1)) } });

      const calls = Array.from({ length: 20 }, (_, index) => {
        if (index === 7) return world.sessions.revoke(session.publicId);
        if (index === 11) return world.sessions.revokeUser(world.ada);
        return index === 13 ? world.sessions.sweep() : world.sessions.validate(token);
      });

      await expect(Promise.all(calls)).resolves.toHaveLength(20);
      expect(await world.sessions.validate(token)).toBeNull();
    }
  });
});

const daysLeft = (until: Date) => hoursLeft(until) / 24;

/** Counts the rows of `sessions` that are written from now on. */
async function countUpdates({ db }: Awaited<ReturnType<typeof testSessions>>): Promise<() => Promise<number>> {
  await db.$executeRaw`CREATE SEQUENCE writes`;
  await db.$executeRaw`CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM nextval(''writes''); RETURN NULL; END'`;
  await db.$executeRaw`CREATE TRIGGER count_write AFTER UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION count_write()`;
  return async () => {
    const rows = await db.$queryRaw<{ next: number }[]>`SELECT nextval('writes')::int AS next`;
    return rows[0]!.next - 1;
  };
}
