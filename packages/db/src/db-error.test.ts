import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { classifyDbError, uniqueTarget, type Db, type DbErrorKind } from "./index.ts";
import { createTestDatabase } from "./testing/index.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";
const user = (name: string) => ({ email: name, emailNormalized: name, username: name, name });

type Case = [what: string, kind: DbErrorKind | undefined, run: (db: Db) => Promise<unknown>];

const cases: Case[] = [
  ["a taken value", "unique", (db) => db.user.create({ data: user("ada") })],
  ["a taken value in raw SQL", "unique", (db) => db.$executeRaw`INSERT INTO tags VALUES ('a'), ('a')`],
  ["an update of nothing", "missing", (db) => db.user.update({ where: { id: NOBODY }, data: { name: "x" } })],
  ["a row that must be there", "missing", (db) => db.user.findUniqueOrThrow({ where: { id: NOBODY } })],
  [
    "a reference to nothing",
    "foreignKey",
    (db) => db.comment.create({ data: { body: "x", postId: NOBODY, authorId: NOBODY } }),
  ],
  ["a NUL byte", "badInput", (db) => db.user.create({ data: user("a\0b") })],
  ["a NUL byte in a filter", "badInput", (db) => db.user.findMany({ where: { name: "a\0b" } })],
  ["a malformed uuid", "badInput", (db) => db.user.findUnique({ where: { id: "Connection terminated" } })],
  ["a malformed uuid in raw SQL", "badInput", (db) => db.$queryRaw`SELECT ${"zz"}::uuid`],
  ["a number out of range", "badInput", (db) => db.post.findMany({ where: { version: 3e9 } })],
  ["a serialisation failure", "conflict", (db) => db.$executeRawUnsafe(raise("serialization_failure"))],
  ["a deadlock", "conflict", (db) => db.$executeRawUnsafe(raise("deadlock_detected"))],
  ["a statement timeout", "unavailable", (db) => db.$queryRaw`SELECT pg_sleep(5)::text`],
  ["a transaction that takes too long", "unavailable", (db) => db.$transaction(slowly, { timeout: 50 })],
  ["a failed assertion in a function", undefined, (db) => db.$executeRawUnsafe(raise("raise_exception"))],
  ["a table that does not exist", undefined, (db) => db.$queryRawUnsafe("SELECT * FROM nothing")],
  ["a wrong argument", undefined, (db) => db.user.create({ data: { nothing: 1 } as never })],
];

describe("classifyDbError", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase({ statementTimeoutMs: 100 });
    await database.db.user.create({ data: user("ada") });
    return () => database[Symbol.asyncDispose]();
  });

  test.for(cases)("%s is %s", async ([, kind, run]) => {
    const error = await run(database.db).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    expect(classifyDbError(error)).toBe(kind);
  });

  test("uniqueTarget names the columns, of one and of several", async () => {
    const taken = await database.db.user
      .create({ data: { ...user("ada"), username: "other" } })
      .catch((e: unknown) => e);
    const { id } = await database.db.user.findFirstOrThrow();
    const follow = () => database.db.follow.create({ data: { followerId: id, followeeId: id } });
    const twice = await follow()
      .then(follow)
      .catch((e: unknown) => e);

    expect(uniqueTarget(taken)).toEqual(["email_normalized"]);
    expect(uniqueTarget(twice)).toEqual(["follower_id", "followee_id"]);
    expect(uniqueTarget(new Error("other"))).toEqual([]);
  });

  test("two transactions that wait for each other end in a conflict", async () => {
    await database.db.tag.createMany({ data: [{ name: "x" }, { name: "y" }] });
    const both = Promise.withResolvers<void>();
    let holding = 0;
    const touch = (first: string, second: string) =>
      database.db.$transaction(
        async (tx) => {
          await tx.$executeRaw`SET LOCAL statement_timeout = 5000`;
          await tx.$executeRaw`SET LOCAL deadlock_timeout = 50`;
          await tx.tag.update({ where: { name: first }, data: { postsCount: 1 } });
          if (++holding === 2) both.resolve();
          await both.promise;
          await tx.tag.update({ where: { name: second }, data: { postsCount: 2 } });
        },
        { timeout: 5000 },
      );

    const results = await Promise.allSettled([touch("x", "y"), touch("y", "x")]);

    const failures = results.filter((result) => result.status === "rejected");
    expect(failures.map((result) => classifyDbError(result.reason))).toEqual(["conflict"]);
  });

  test("errors of pg itself are understood as well", async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const error = await client.query("SELECT 'x'::uuid").catch((reason: unknown) => reason);
    await client.end();

    expect(classifyDbError(error)).toBe("badInput");
    expect(classifyDbError("not an error")).toBeUndefined();
  });
});

function raise(condition: string): string {
  return `DO $$ BEGIN RAISE ${condition}; END $$`;
}

async function slowly(tx: Pick<Db, "$queryRaw">): Promise<void> {
  await tx.$queryRaw`SELECT pg_sleep(0.08)::text`;
  await tx.$queryRaw`SELECT 1`;
}
