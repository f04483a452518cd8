import { createTestDatabase, eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { ended, startWorkerProcess } from "./process.ts";

test("workers run the jobs of the product, each once, and end with 0", { timeout: 60_000 }, async () => {
  await using database = await createTestDatabase({ poolSize: 2 });
  const { db } = database;
  const author = await db.user.create({
    data: { username: "ada", name: "Ada", email: "ada@example.com", emailNormalized: "ada@example.com" },
  });
  const env = { DATABASE_URL: database.url, MIGRATE_ON_START: "false" };
  await using first = await startWorkerProcess(env);
  await using second = await startWorkerProcess(env);
  const now = new Date();
  const due = Array.from({ length: 20 }, (_, index) => ({
    slug: `post-${index}`,
    title: "T",
    body: "B",
    status: "scheduled" as const,
    publishAt: now,
    updatedAt: now,
    authorId: author.id,
  }));
  const posts = await db.post.createManyAndReturn({ data: due });
  for (const { id } of posts) {
    await db.$executeRaw`
      INSERT INTO pgboss.job (name, data) VALUES ('post.publish-scheduled', ${{ postId: id }})`;
  }

  const published = () => db.event.count({ where: { type: "post.published" } });
  await eventually(async () => expect(await published()).toBe(20));
  await eventually(async () =>
    expect(
      await db.$queryRaw`SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'event.fan-out' AND state = 'completed'`,
    ).toEqual([{ n: 20 }]),
  );
  first.child.kill("SIGTERM");
  second.child.kill("SIGTERM");

  expect(await Promise.all([ended(first.child), ended(second.child)])).toEqual([0, 0]);
  expect(await published()).toBe(20);
});
