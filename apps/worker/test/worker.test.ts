import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createTestDatabase } from "@tenon/db/testing";
import { expect, test, vi } from "vitest";

const main = join(import.meta.dirname, "../src/main.ts");

/** The worker as a process of its own, once it runs jobs. Killed at the end of the scope. */
async function startWorker(databaseUrl: string) {
  const child = spawn(process.execPath, ["--conditions=@tenon/source", main], {
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "test",
      LOG_FORMAT: "json",
      MIGRATE_ON_START: "false",
      MAIL: "memory",
      DATABASE_URL: databaseUrl,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
  await vi.waitFor(() => expect(output).toContain("running jobs"), { timeout: 15_000 });
  return {
    child,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended(child);
    },
  };
}

async function ended(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode ?? child.signalCode;
}

test("workers run the jobs of the product, each once, and end with 0", { timeout: 60_000 }, async () => {
  await using database = await createTestDatabase({ poolSize: 2 });
  const { db } = database;
  const author = await db.user.create({
    data: { username: "ada", name: "Ada", email: "ada@example.com", emailNormalized: "ada@example.com" },
  });
  await using first = await startWorker(database.url);
  await using second = await startWorker(database.url);
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
  await vi.waitFor(async () => expect(await published()).toBe(20), { timeout: 15_000 });
  await vi.waitFor(
    async () =>
      expect(
        await db.$queryRaw`SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'event.fan-out' AND state = 'completed'`,
      ).toEqual([{ n: 20 }]),
    { timeout: 15_000 },
  );
  first.child.kill("SIGTERM");
  second.child.kill("SIGTERM");

  expect(await Promise.all([ended(first.child), ended(second.child)])).toEqual([0, 0]);
  expect(await published()).toBe(20);
});
