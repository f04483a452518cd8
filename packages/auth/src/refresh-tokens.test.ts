import { createTestDatabase } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { createAuth } from "./index.ts";
import { keyRing } from "./key-ring.ts";
import { createRefreshTokens } from "./refresh-tokens.ts";
import { testTokens, testUser } from "./testing.ts";

async function testRefresh() {
  const database = await createTestDatabase();
  const { db } = database;
  const { sessions, refreshTokens } = createAuth({ db, throttleKeys: keyRing("x".repeat(32)), tokens: testTokens });
  const ada = await testUser(db);
  const start = async (kind: "tokens" | "bearer" = "tokens") => {
    const { session } = await db.$transaction((tx) => sessions.start(tx, ada, { kind, aal: 1, amr: ["pwd"] }));
    return session.publicId;
  };
  const sessionId = await start();
  const token = await refreshTokens.next(db, sessionId);
  /** As if the last exchange had been this long ago. */
  const age = (seconds: number) =>
    db.session.updateMany({ data: { refreshRotatedAt: new Date(Date.now() - seconds * 1000) } });
  return { ...database, ...refreshTokens, ada, start, sessionId, token, age };
}

const tokenOf = (outcome: { kind: string; refreshToken?: string }) => outcome.refreshToken ?? "";

test("a refresh token is exchanged for the next, and that one for the next", async () => {
  await using world = await testRefresh();

  const second = await world.use(world.token);
  const third = await world.use(tokenOf(second));

  expect(world.token).toMatch(new RegExp(`^rt_${world.sessionId}\\.0\\.[\\w-]{43}$`));
  expect(tokenOf(second)).toContain(".1.");
  expect(tokenOf(third)).toContain(".2.");
  expect(world.sessionOf(world.token)).toBe(world.sessionId);
});

test("fifty exchanges at once have one outcome, and count once", async () => {
  await using world = await testRefresh();

  const outcomes = await Promise.all(Array.from({ length: 50 }, () => world.use(world.token)));

  expect(new Set(outcomes.map(tokenOf)).size).toBe(1);
  expect(outcomes[0]?.kind).toBe("renewed");
  expect(await world.db.session.findFirst()).toMatchObject({ refreshCounter: 1 });
});

test("for ten seconds a lost reply can be asked for again; after that somebody else has it", async () => {
  await using world = await testRefresh();
  const second = await world.use(world.token);
  await world.age(9);
  const again = await world.use(world.token);
  await world.age(11);
  const late = await world.use(world.token);

  expect(again).toEqual(second);
  expect(late).toEqual({ kind: "reused", sessionId: world.sessionId, userId: world.ada });
});

test("one that is older than the last is reused, however soon", async () => {
  await using world = await testRefresh();
  await world.use(tokenOf(await world.use(world.token)));

  expect(await world.use(world.token)).toMatchObject({ kind: "reused" });
});

test("an exchange moves the idle end, not the other", async () => {
  await using world = await testRefresh();
  const before = await world.db.session.findFirstOrThrow();
  await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 60_000) } });

  await world.use(world.token);

  const after = await world.db.session.findFirstOrThrow();
  expect(after.expiresAt.getTime()).toBeGreaterThanOrEqual(before.expiresAt.getTime());
  expect(after.absoluteExpiresAt).toEqual(before.absoluteExpiresAt);
});

test("nothing is exchanged for a session that is idle, over age, gone, or of a disabled user", async () => {
  await using world = await testRefresh();
  const past = new Date(Date.now() - 1);
  const future = new Date(Date.now() + 60_000);
  const outcomes: string[] = [];
  const attempt = async () => outcomes.push((await world.use(world.token)).kind);

  await world.db.session.updateMany({ data: { expiresAt: past } });
  await attempt();
  await world.db.session.updateMany({ data: { expiresAt: future, absoluteExpiresAt: past } });
  await attempt();
  await world.db.session.updateMany({ data: { absoluteExpiresAt: future } });
  await world.db.user.updateMany({ data: { status: "disabled" } });
  await attempt();
  await world.db.user.updateMany({ data: { status: "active" } });
  await world.db.session.deleteMany();
  await attempt();

  expect(outcomes).toEqual(["invalid", "invalid", "invalid", "invalid"]);
});

test("what we did not make is refused before the database is asked, and harms no session", async () => {
  await using world = await testRefresh();
  const [head = "", counter, mac = ""] = world.token.split(".");
  const stranger = createRefreshTokens(world.db, keyRing("another key"));
  const forged = [
    `${head}.1.${mac}`,
    `${head}.${counter}.${mac.slice(0, -2)}AA`,
    `rt_${crypto.randomUUID()}.0.${mac}`,
    `${head}.00.${mac}`,
    `${head}.-1.${mac}`,
    "",
    "rt_",
    "\0",
    `${world.token} `,
    "x".repeat(100_000),
  ];

  for (const token of forged) {
    expect(world.sessionOf(token)).toBeNull();
    expect(await world.use(token)).toEqual({ kind: "invalid" });
  }
  expect(await stranger.use(world.token)).toEqual({ kind: "invalid" });
  expect((await world.use(world.token)).kind).toBe("renewed");
});

test("what an old key has made is taken, and what comes of it is made with the new one", async () => {
  await using world = await testRefresh();
  const [fresh, old] = testTokens.refreshKeys;
  const before = await createRefreshTokens(world.db, [old!]).next(world.db, world.sessionId);

  const after = tokenOf(await world.use(before));

  expect(createRefreshTokens(world.db, [fresh]).sessionOf(after)).toBe(world.sessionId);
  expect(createRefreshTokens(world.db, [old!]).sessionOf(after)).toBeNull();
});

test("a session of another kind has none", async () => {
  await using world = await testRefresh();
  const bearer = await world.start("bearer");

  await expect(world.next(world.db, bearer)).rejects.toThrow("Only a session of kind tokens");
});
