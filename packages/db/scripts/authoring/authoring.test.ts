import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrationsDir } from "../../src/dev/index.ts";
import { migrate } from "../../src/migrate.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/index.ts";
import { projectOn } from "../command/target.ts";
import { filters, withEngine, type Project } from "../engine/engine.ts";
import { draftMigration } from "./draft.ts";
import { findDrift } from "./drift.ts";

const HEAD = `
generator client {
  provider        = "prisma-client"
  output          = "./generated"
  previewFeatures = ["partialIndexes"]
}
datasource db {
  provider = "postgresql"
}`;
const ITEM = `model Item {\n  id Int @id\n  name String\n}`;
const ITEM_SQL = `CREATE TABLE "Item" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Item_pkey" PRIMARY KEY ("id"));`;

test("this package's schema is exactly what its migrations make, and Prisma's engine accepts our history", async () => {
  await using database = await createTestDatabase({ isEmpty: true });
  const project = projectOn(database.url);
  const { applied } = await migrate({ url: database.url, dir: migrationsDir });

  const history = await withEngine(project, (engine, _, migrationsList) =>
    engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true }),
  );

  expect(history).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  });
  expect(await draftMigration(project)).toEqual({ sql: undefined, warnings: [], impossible: [] });
  expect(await findDrift(project, applied)).toEqual({ database: "", schema: "" });
});

test("a change of the schema becomes SQL that closes the gap", async () => {
  await using t = await setUp(
    { "1_init": ITEM_SQL },
    ITEM.replace("name String", "name String\n  price Int @default(0)\n  @@index([name])"),
  );

  const draft = await draftMigration(t.project);
  expect(draft).toMatchObject({ warnings: [], impossible: [] });
  t.write("2_price", "sql" in draft ? (draft.sql ?? "") : "");
  await migrate({ url: t.project.url, dir: t.project.migrationsDir });

  expect(await draftMigration(t.project)).toMatchObject({ sql: undefined });
});

test("data that would be lost is a warning, a required column for existing rows is impossible", async () => {
  await using t = await setUp({ "1_init": ITEM_SQL }, ITEM.replace("name String", "price Int"));
  await t.database.db.$executeRaw`INSERT INTO "Item" VALUES (1, 'one')`;

  expect(await draftMigration(t.project)).toMatchObject({
    sql: expect.stringContaining('DROP COLUMN "name"'),
    warnings: [expect.stringMatching(/drop the column `name` on the `Item` table.*1 non-null value/)],
    impossible: [expect.stringContaining("required column `price`")],
  });
});

test("functions with semicolons and partial unique indexes pass without false alarms", async () => {
  const index = `CREATE UNIQUE INDEX "Item_name" ON "Item" (name) WHERE (id > 5);`;
  const body = "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id := 1; RETURN NEW; END $$;";
  const schema = ITEM.replace(
    "name String",
    `name String\n  @@unique([name], where: raw("(id > 5)"), map: "Item_name")`,
  );
  await using t = await setUp({ "1_init": `${ITEM_SQL}\n${index}\n${body}` }, schema);

  expect(await draftMigration(t.project)).toEqual({ sql: undefined, warnings: [], impossible: [] });
});

test("a database that was changed by hand is drift, and nothing is drafted on it", async () => {
  await using t = await setUp({ "1_init": ITEM_SQL }, `${ITEM}\nmodel Extra {\n  id Int @id\n}`);
  await t.database.db.$executeRaw`ALTER TABLE "Item" ADD COLUMN secret text`;

  expect(await findDrift(t.project, ["1_init"])).toEqual({
    database: expect.stringMatching(/Changed the `Item` table[^]*Added column `secret`/),
    schema: expect.stringMatching(/Added tables[^]*Extra/),
  });
  expect(await draftMigration(t.project)).toMatchObject({ reason: expect.stringContaining("Drift detected") });
});

test("nothing is left of the temporary databases", async () => {
  await using t = await setUp({ "1_init": ITEM_SQL }, ITEM);
  await draftMigration(t.project);
  await findDrift(t.project, ["1_init"]);

  // Polled, because another test may have one at this moment.
  const left = () => t.database.db.$queryRaw`SELECT datname FROM pg_database WHERE datname LIKE 'tenon_shadow%'`;
  await expect.poll(left, { timeout: 10_000 }).toEqual([]);
});

type SetUp = AsyncDisposable & { database: TestDatabase; project: Project; write(name: string, sql: string): void };

async function setUp(migrations: Record<string, string>, models: string): Promise<SetUp> {
  const home = mkdtempSync(join(tmpdir(), "tenon-authoring-"));
  const [schemaDir, dir] = [join(home, "schema"), join(home, "migrations")];
  mkdirSync(schemaDir);
  writeFileSync(join(schemaDir, "main.prisma"), `${HEAD}\n${models}\n`);
  const write = (name: string, sql: string) => {
    mkdirSync(join(dir, name), { recursive: true });
    writeFileSync(join(dir, name, "migration.sql"), sql);
  };
  for (const [name, sql] of Object.entries(migrations)) write(name, sql);
  const database = await createTestDatabase({ isEmpty: true });
  await migrate({ url: database.url, dir });
  return {
    database,
    project: { url: database.url, schemaDir, migrationsDir: dir },
    write,
    async [Symbol.asyncDispose]() {
      rmSync(home, { recursive: true });
      await database[Symbol.asyncDispose]();
    },
  };
}
