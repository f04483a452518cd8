import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { migrate, migrationNames, migrationStatus, pendingMigrations, resolveMigration } from "../migrate.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { migrationsDir } from "../dev/index.ts";

const ONE = "20260101000000_one";
const TWO = "20260102000000_two";

test("applies what is pending, in order, once, and writes Prisma's own rows", async () => {
  await using t = await setUp({ [TWO]: "ALTER TABLE a ADD COLUMN b int; INSERT INTO a (b) VALUES (1)", [ONE]: "CREATE TABLE a ()" });
  const seen: string[] = [];

  const first = await migrate({ ...t.target, onApply: (name) => seen.push(name) });
  const second = await migrate(t.target);

  expect(first).toEqual({ applied: [ONE, TWO], edited: [], missing: [] });
  expect(seen).toEqual([ONE, TWO]);
  expect(second.applied).toEqual([]);
  const rows = await t.database.db.$queryRaw<object[]>`SELECT * FROM _prisma_migrations ORDER BY migration_name`;
  expect(rows[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: createHash("sha256").update("CREATE TABLE a ()").digest("hex"),
    finished_at: expect.any(Date),
    migration_name: ONE,
    logs: null,
    rolled_back_at: null,
    started_at: expect.any(Date),
    applied_steps_count: 1,
  });
});

test("the status of an untouched database creates nothing", async () => {
  await using t = await setUp({ [ONE]: "CREATE TABLE a ()" });

  const status = await migrationStatus(t.target);

  expect(status).toEqual({ pending: [ONE], applied: [], failed: [], edited: [], missing: [] });
  expect(await tables(t.database)).toEqual([]);
});

test("processes that start at once apply each migration once", async () => {
  await using t = await setUp({ [ONE]: "CREATE TABLE a (); SELECT pg_sleep(0.2)", [TWO]: "CREATE TABLE b ()" });

  const results = await Promise.all([1, 2, 3].map(() => migrate(t.target)));

  expect(results.flatMap((result) => result.applied).toSorted()).toEqual([ONE, TWO]);
});

test("an index can be built concurrently while others wait for their turn", async () => {
  await using t = await setUp({ [ONE]: "CREATE TABLE a (b int)", [TWO]: "CREATE INDEX CONCURRENTLY a_b ON a (b)" });

  const results = await Promise.all([1, 2, 3].map(() => migrate({ ...t.target, lockTimeoutMs: 5000 })));

  expect(results.flatMap((result) => result.applied)).toHaveLength(2);
});

test("whoever waits too long for another process says so", async () => {
  await using t = await setUp({ [ONE]: "CREATE TABLE a ()" });
  const other = new pg.Client(t.database.url);
  await other.connect();
  await other.query("SELECT pg_advisory_lock(72707369)");

  const waiting = migrate({ ...t.target, lockTimeoutMs: 150 });

  await expect(waiting).rejects.toMatchObject({ code: "locked", message: expect.stringContaining("Another process") });
  await other.end();
});

test("a migration that fails is undone, explained, and blocks until it is resolved", async () => {
  await using t = await setUp({ [ONE]: "CREATE TABLE a ();\nCREATE TABLE a ();", [TWO]: "CREATE TABLE b ()" });

  const failed = await migrate(t.target).catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: "MigrationError", code: "failed", migration: ONE });
  expect(failed).toHaveProperty("message", expect.stringMatching(/one failed: relation "a" already exists .*\[42P07\][^]*db:resolve/));
  expect(await tables(t.database)).toEqual(["_prisma_migrations"]);
  expect(await migrationStatus(t.target)).toMatchObject({ pending: [TWO], failed: [{ name: ONE, logs: expect.stringContaining("already exists") }] });

  t.write(ONE, "CREATE TABLE a ()");
  await expect(migrate(t.target)).rejects.toMatchObject({ code: "blocked", migration: ONE });
  await resolveMigration({ ...t.target, name: ONE, as: "rolled-back" });

  expect((await migrate(t.target)).applied).toEqual([ONE, TWO]);
});

test("a failed migration that was completed by hand is not run again", async () => {
  await using t = await setUp({ [ONE]: "SELECT nothing", [TWO]: "CREATE TABLE b ()" });
  await migrate(t.target).catch(() => {});

  await resolveMigration({ ...t.target, name: ONE, as: "applied" });

  expect((await migrate(t.target)).applied).toEqual([TWO]);
  expect(await migrationStatus(t.target)).toEqual({ pending: [], applied: [ONE, TWO], failed: [], edited: [], missing: [] });
});

test("resolve refuses what does not fit the history", async () => {
  await using t = await setUp({ [ONE]: "CREATE TABLE a ()" });
  const resolve = (name: string, as: "applied" | "rolled-back") => resolveMigration({ ...t.target, name, as });

  await expect(resolve(ONE, "rolled-back")).rejects.toMatchObject({ code: "state", message: `Migration ${ONE} has not failed.` });
  await expect(resolve("nope", "applied")).rejects.toMatchObject({ code: "files" });
  await migrate(t.target);
  await expect(resolve(ONE, "applied")).rejects.toMatchObject({ code: "state" });
});

test("a migration whose process is killed blocks until it is resolved", async () => {
  await using t = await setUp({ [ONE]: "SELECT pg_sleep(60)" });
  const program = `
    import { migrate } from ${JSON.stringify(join(import.meta.dirname, "run.ts"))};
    await migrate(${JSON.stringify(t.target)});`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program]);
  const sleepers = () => t.database.db.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`;
  await expect.poll(sleepers, { timeout: 10_000 }).toHaveLength(1);

  child.kill("SIGKILL");
  await once(child, "exit");

  await expect(migrate(t.target)).rejects.toMatchObject({ code: "blocked", message: expect.stringContaining("interrupted") });
  await resolveMigration({ ...t.target, name: ONE, as: "rolled-back" });
  expect(await migrationStatus(t.target)).toMatchObject({ pending: [ONE], failed: [] });
});

test("changed and vanished files are reported, not fatal; line endings do not count", async () => {
  await using t = await setUp({ [ONE]: "CREATE TABLE a ();\n", [TWO]: "CREATE TABLE b ();\n" });
  await migrate(t.target);
  t.write(ONE, "CREATE TABLE a ();\r\n");
  expect(await migrate(t.target)).toMatchObject({ edited: [], missing: [] });

  t.write(ONE, "CREATE TABLE other ();");
  rmSync(join(t.target.dir, TWO), { recursive: true });

  expect(await migrate(t.target)).toEqual({ applied: [], edited: [ONE], missing: [TWO] });
  expect(await migrationStatus(t.target)).toMatchObject({ applied: [ONE, TWO], edited: [ONE], missing: [TWO] });
});

test("settings and transactions of a file stay in the file", async () => {
  await using t = await setUp({ [ONE]: "SET search_path = ''; CREATE TABLE public.a ()", [TWO]: "BEGIN; CREATE TABLE b ()" });

  await expect(migrate(t.target)).rejects.toMatchObject({ migration: TWO, message: expect.stringContaining("does not end") });

  expect(await tables(t.database)).toEqual(["_prisma_migrations", "a"]);
});

test("readiness sees what is pending with one query", async () => {
  await using t = await setUp({ [ONE]: "CREATE TABLE a ()" });
  const names = migrationNames(t.target.dir);

  expect(await pendingMigrations(t.database.db, names)).toEqual([ONE]);
  await migrate(t.target);
  expect(await pendingMigrations(t.database.db, names)).toEqual([]);
});

test("a server that is away and a folder that is missing are said in one sentence", async () => {
  const nowhere = { url: "postgres://u:p@127.0.0.1:1/d", dir: migrationsDir };

  await expect(migrate(nowhere)).rejects.toMatchObject({
    code: "unreachable",
    message: "The database d at 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1.",
  });
  await expect(migrate({ ...nowhere, dir: "/nowhere" })).rejects.toMatchObject({ code: "files" });
});

type SetUp = AsyncDisposable & { database: TestDatabase; target: { url: string; dir: string }; write(name: string, sql: string): void };

async function setUp(files: Record<string, string>): Promise<SetUp> {
  const dir = mkdtempSync(join(tmpdir(), "tenon-migrations-"));
  const write = (name: string, sql: string) => {
    mkdirSync(join(dir, name), { recursive: true });
    writeFileSync(join(dir, name, "migration.sql"), sql);
  };
  for (const [name, sql] of Object.entries(files)) write(name, sql);
  const database = await createTestDatabase({ isEmpty: true });
  return {
    database,
    target: { url: database.url, dir },
    write,
    async [Symbol.asyncDispose]() {
      rmSync(dir, { recursive: true });
      await database[Symbol.asyncDispose]();
    },
  };
}

async function tables(database: TestDatabase): Promise<string[]> {
  const rows = await database.db.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;
  return rows.map((row) => row.name);
}
