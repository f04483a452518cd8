import { hash, randomBytes } from "node:crypto";
import pg from "pg";
import { startPostgres } from "../../postgres.ts";
import { getSql, listSql, toPost } from "./post-sql.ts";
import { postIds, readerId, seedStatements, sessionStatement } from "./seed-sql.ts";
import { pageSize } from "./settings.ts";

/** What every server must answer, as JSON values. */
export type Expected = { posts: Map<string, unknown>; list: unknown[] };

export type BenchDatabase = AsyncDisposable & {
  url: string;
  sessionToken: string;
  expected: (viewer: string | null) => Promise<Expected>;
};

/** A PostgreSQL of its own, migrated and filled; gone afterwards. */
export async function startDatabase(): Promise<BenchDatabase> {
  const server = await startPostgres();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  for (const statement of seedStatements) await client.query(statement);
  const sessionToken = randomBytes(32).toString("base64url");
  await client.query(sessionStatement, [hash("sha256", sessionToken, "base64url")]);

  return {
    url: server.url,
    sessionToken,
    async expected(viewer) {
      const posts = new Map<string, unknown>();
      for (const id of postIds)
        posts.set(id, plain((await client.query(getSql.text, [viewer, id])).rows.map(toPost)[0]));
      const { rows } = await client.query(listSql(pageSize).text, [viewer]);
      return { posts, list: rows.map((row) => plain(toPost(row))) };
    },
    async [Symbol.asyncDispose]() {
      await client.end();
      await server[Symbol.asyncDispose]();
    },
  };
}

export { readerId };

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
