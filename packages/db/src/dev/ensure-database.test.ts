import { expect, test } from "vitest";
import { createTestDatabase } from "../testing/index.ts";
import { ensureDatabase } from "./index.ts";

test("of several that create a database at once, one does", async () => {
  await using database = await createTestDatabase();
  const url = new URL(database.url);
  url.pathname = `${url.pathname}_"new"`;

  const created = await Promise.all([1, 2, 3].map(() => ensureDatabase(url.href)));
  const again = await ensureDatabase(url.href);

  expect(created.filter(Boolean)).toHaveLength(1);
  expect(again).toBe(false);
  await database.db.$executeRawUnsafe(
    `DROP DATABASE "${decodeURIComponent(url.pathname.slice(1)).replaceAll('"', '""')}"`,
  );
});

test("errors other than 'it exists' are passed on", async () => {
  await expect(ensureDatabase("postgres://u:p@127.0.0.1:1/d")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
