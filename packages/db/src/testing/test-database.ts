import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createDb, type Db, type DbOptions } from "../create-db.ts";
import { execute } from "../execute.ts";
import "./provided.ts";

export type TestDatabase = AsyncDisposable & { url: string; db: Db };

export type TestDatabaseOptions = Partial<Omit<DbOptions, "url">> & {
  /** An empty database instead of a migrated one. @default false */
  isEmpty?: boolean;
  /** The URL of a database to copy, which nobody is connected to. @default the migrated template */
  copyOf?: string;
};

/**
 * A migrated database of its own, for one test or one file: about 10 ms. Needs the global set-up.
 * @example await using database = await createTestDatabase();
 */
export async function createTestDatabase({
  isEmpty = false,
  copyOf,
  ...options
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { adminUrl, template } = inject("tenonTestServer");
  const name = `t_${randomBytes(8).toString("hex")}`;
  const source = copyOf === undefined ? (isEmpty ? "template0" : template) : new URL(copyOf).pathname.slice(1);
  await execute(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY FILE_COPY`);

  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  // Beside other tests a database may be slow; that is nothing to fail for.
  const db = createDb({ poolSize: 5, connectTimeoutMs: 30_000, ...options, url: url.href });
  return {
    url: url.href,
    db,
    async [Symbol.asyncDispose]() {
      await db.$disconnect();
      await execute(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
