import { testAuth } from "@tenon/core/testing";
import { createTestDatabase } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { seedDemo } from "../src/seed/seed.ts";

test("two seeds at once make one demo, with one administrator who can sign in", async () => {
  await using database = await createTestDatabase();
  const deps = { db: database.db, auth: testAuth(database.db) };

  const seeded = await Promise.all([seedDemo(deps), seedDemo(deps)]);

  const [admin, ...others] = seeded.filter((result) => result !== undefined);
  const user = await database.db.user.findUniqueOrThrow({ where: { username: "admin" } });
  expect(others).toEqual([]);
  expect(await deps.auth.passwords.verify(user.passwordHash, admin?.password ?? "")).toBe(true);
  expect(user).toMatchObject({ role: "admin", status: "active" });
  expect(await database.db.post.count()).toBe(50);
  expect(await database.db.comment.count()).toBeGreaterThan(50);
});

test("a database with people in it is left alone", async () => {
  await using database = await createTestDatabase();
  const deps = { db: database.db, auth: testAuth(database.db) };
  await database.db.user.create({ data: { email: "a@b.c", emailNormalized: "a@b.c", username: "ada", name: "Ada" } });

  expect(await seedDemo(deps)).toBeUndefined();
  expect(await database.db.post.count()).toBe(0);
});

test("a migrated database has nobody in it", async () => {
  await using database = await createTestDatabase();

  expect([await database.db.user.count(), await database.db.apiKey.count()]).toEqual([0, 0]);
});
