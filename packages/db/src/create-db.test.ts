import { inspect } from "node:util";
import { expect, test } from "vitest";
import { classifyDbError, createDb, poolStats, queryText, warmDb, type Db, type DbOptions } from "./index.ts";
import { createTestDatabase, startFaultyProxy } from "./testing/index.ts";

const pidOf = async (db: Pick<Db, "$queryRaw">) =>
  (await db.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`)[0].pid;
const user = (name: string) => ({ email: name, emailNormalized: name, username: name, name });

test("opens nothing until it is used, then reports its pool", async () => {
  await using database = await createTestDatabase({ poolSize: 3 });

  expect(poolStats(database.db)).toEqual({ total: 0, idle: 0, waiting: 0, max: 3 });
  await warmDb(database.db);

  expect(poolStats(database.db)).toEqual({ total: 1, idle: 1, waiting: 0, max: 3 });
});

test("a violated constraint does not cost the connection", async () => {
  await using database = await createTestDatabase({ poolSize: 1 });
  const before = await pidOf(database.db);
  await database.db.user.create({ data: user("ada") });

  await expect(database.db.user.create({ data: user("ada") })).rejects.toMatchObject({ code: "P2002" });

  expect(await pidOf(database.db)).toBe(before);
});

test.each([
  ["a row that is refused", "ALTER TABLE users ADD CHECK (false) NOT VALID", "the-secret-of-ada"],
  ["a value that is taken", "SELECT 1", "ada@example.com"],
])("an error about %s does not quote it", async (_, before, secret) => {
  await using database = await createTestDatabase();
  const data = { ...user("ada"), email: "ada@example.com", emailNormalized: "ada@example.com" };
  if (before === "SELECT 1") await database.db.user.create({ data });
  await database.db.$executeRawUnsafe(before);

  const byModel: unknown = await database.db.user
    .create({ data: { ...data, passwordHash: "the-secret-of-ada" } })
    .catch((error: unknown) => error);
  const insert = `INSERT INTO users (id, email, email_normalized, username, name, password_hash, updated_at)
    VALUES (gen_random_uuid(), $1, $1, 'eve', 'Eve', $2, now())`;
  const bySql: unknown = await queryText(database.db, insert, ["ada@example.com", "the-secret-of-ada"]).catch(
    (error: unknown) => error,
  );

  expect([byModel, bySql]).toEqual([expect.any(Error), expect.any(Error)]);
  expect(inspect([byModel, bySql], { depth: 9, showHidden: true })).not.toContain(secret);
});

test("a repeated query is prepared once", async () => {
  await using database = await createTestDatabase({ poolSize: 1 });
  for (let i = 0; i < 3; i++) await database.db.user.findMany({ where: { username: `u${i}` } });

  const prepared = await database.db.$queryRaw<{ name: string }[]>`SELECT name FROM pg_prepared_statements`;

  expect(prepared).toEqual([{ name: "s1" }]);
});

test("a statement is cancelled by the server after statementTimeoutMs", async () => {
  await using database = await createTestDatabase({ statementTimeoutMs: 100 });

  const error = await failure(database.db.$queryRaw`SELECT pg_sleep(5)::text`);

  expect(error).toMatchObject({ message: expect.stringContaining("statement timeout") });
  expect(classifyDbError(error)).toBe("unavailable");
});

test("a full pool fails after connectTimeoutMs, and no connection is lost", async () => {
  await using database = await createTestDatabase({ poolSize: 1, connectTimeoutMs: 1000 });
  const hold = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const holder = database.db.$transaction(async (tx) => {
    await warmDb(tx as Db);
    started.resolve();
    await hold.promise;
  });
  await started.promise;

  const errors = await Promise.all([
    failure(warmDb(database.db)),
    failure(database.db.$transaction((tx) => tx.user.count())),
  ]);
  hold.resolve();
  await holder;

  expect(errors.map(classifyDbError)).toEqual(["unavailable", "unavailable"]);
  expect(await database.db.user.count()).toBe(0);
  expect(poolStats(database.db)).toMatchObject({ total: 1, idle: 1, waiting: 0 });
});

test("connections that are killed are replaced, and the process lives", async () => {
  const poolErrors: Error[] = [];
  await using database = await createTestDatabase({ onPoolError: (error) => poolErrors.push(error) });
  await using other = connectTo(database.url);
  await Promise.all([1, 2, 3].map(() => database.db.$queryRaw`SELECT pg_sleep(0.02)::text`));

  const running = failure(database.db.$queryRaw`SELECT pg_sleep(5)::text`);
  await expect.poll(() => killOthers(other.db)).toBe(0);

  expect(classifyDbError(await running)).toBe("unavailable");
  expect(await database.db.user.count()).toBe(0);
  expect(poolErrors.length).toBeGreaterThan(0);
});

test("a server that stops answering is given up on, inside transactions too, and the pool heals", async () => {
  await using database = await createTestDatabase();
  await using proxy = await startFaultyProxy(database.url);
  await using client = connectTo(proxy.url, { poolSize: 2, queryTimeoutMs: 200, connectTimeoutMs: 200 });
  await warmDb(client.db);
  const inside = client.db.$transaction(async (tx) => {
    await tx.user.count();
    proxy.fault = "freeze";
    await tx.user.count();
  });

  expect(classifyDbError(await failure(inside))).toBe("unavailable");
  expect(classifyDbError(await failure(client.db.user.count()))).toBe("unavailable");

  proxy.fault = "none";
  await expect.poll(() => client.db.user.count().catch(() => "not yet")).toBe(0);
  expect(poolStats(client.db).total).toBeLessThanOrEqual(2);
});

test("a database that is away is unavailable, and found again when it is back", async () => {
  await using database = await createTestDatabase();
  await using proxy = await startFaultyProxy(database.url);
  await using client = connectTo(proxy.url);
  await warmDb(client.db);
  proxy.fault = "refuse";
  proxy.cut();

  const errors = await Promise.all([
    failure(client.db.user.count()),
    failure(client.db.$transaction((tx) => tx.user.count())),
  ]);
  proxy.fault = "none";

  expect(errors.map(classifyDbError)).toEqual(["unavailable", "unavailable"]);
  expect(await client.db.user.count()).toBe(0);
});

test("a pooler that refuses startup parameters is served without them", async () => {
  await using database = await createTestDatabase();
  await using proxy = await startFaultyProxy(database.url);
  proxy.fault = "refuse-startup-parameters";
  await using client = connectTo(proxy.url, { statementTimeoutMs: 1234 });

  const counts = await Promise.all([1, 2, 3].map(() => client.db.user.count()));

  expect(counts).toEqual([0, 0, 0]);
  expect(await client.db.$queryRaw`SHOW statement_timeout`).toEqual([{ statement_timeout: "0" }]);
  expect(await client.db.$queryRaw`SELECT name FROM pg_prepared_statements`).toEqual([]);
});

test("a column that a migration changes under a prepared statement fails once at most", async () => {
  await using database = await createTestDatabase({ poolSize: 1 });
  const read = () => database.db.$queryRawUnsafe("SELECT * FROM tags");
  for (let i = 0; i < 3; i++) await read();
  await using other = connectTo(database.url);
  await other.db.$executeRaw`ALTER TABLE tags ADD COLUMN colour text`;

  expect(classifyDbError(await failure(read()))).toBe("unavailable");
  expect(await read()).toEqual([]);
});

function connectTo(url: string, options: Partial<DbOptions> = {}): AsyncDisposable & { db: Db } {
  const db = createDb({ url, ...options });
  return { db, [Symbol.asyncDispose]: () => db.$disconnect() };
}

async function killOthers(db: Db): Promise<number> {
  const rows = await db.$queryRaw<{ busy: boolean }[]>`
    SELECT state = 'active' AND query LIKE '%pg_sleep(5)%' AS busy, pg_terminate_backend(pid) AS gone
    FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  return rows.length;
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  );
}
