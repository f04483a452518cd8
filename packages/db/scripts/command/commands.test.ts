import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTestDatabase } from "../../src/testing/index.ts";

test("status fails while something is off, migrate puts it right, and both say so", async () => {
  await using database = await createTestDatabase({ isEmpty: true });

  const before = await run("status.ts", [], database.url);
  const migrated = await run("migrate.ts", [], database.url);
  const after = await run("status.ts", [], database.url);

  expect([before.code, migrated.code, after.code]).toEqual([1, 0, 0]);
  expect(before.output).toMatch(/^pending {3}\d{14}_/m);
  expect(migrated.output).toMatch(/^Applied \d{14}_\w+ \(\d+ ms\)$/m);
  expect(after.output).toContain("Everything is current.");
});

test("reset empties a database of this machine and refuses any other", async () => {
  await using database = await createTestDatabase();
  await database.db.tag.create({ data: { name: "old" } });

  const local = await run("reset.ts", [], database.url);
  const remote = await run("reset.ts", [], "postgres://user:secret@db.example.com/prod");

  expect(local).toMatchObject({ code: 0, output: expect.stringContaining("is empty") });
  await expect.poll(() => database.db.tag.count().catch(() => "reconnecting")).toBe(0);
  expect(remote).toEqual({
    code: 1,
    output: "prod at db.example.com is not on this machine: nothing was deleted. Use --force if you mean it.\n",
  });
});

test("mistakes are answered with one sentence and the usage", async () => {
  const unknown = await run("migrate.ts", ["--nope"]);
  const help = await run("new.ts", ["--help"]);
  const away = await run("migrate.ts", [], "postgres://user:secret@127.0.0.1:1/name");

  expect(unknown).toMatchObject({ code: 2, output: expect.stringContaining("Usage: db:migrate") });
  expect(help).toMatchObject({ code: 0, output: expect.stringContaining("--accept-data-loss") });
  expect(away).toEqual({
    code: 1,
    output: "The database name at 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1.\n",
  });
});

type Result = { code: number | null; output: string };

async function run(script: string, args: string[], url = "postgres://unused"): Promise<Result> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: url };
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, "..", script), ...args],
      { env },
      (_, out, err) => resolve({ code: child.exitCode, output: out + err }),
    );
  });
}
