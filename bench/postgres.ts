import { ensureDatabase, migrationsDir } from "../packages/db/src/dev/index.ts";
import { migrate } from "../packages/db/src/migrate.ts";
import { startThrowawayServer } from "../packages/db/src/testing/throwaway-server.ts";

/** A PostgreSQL of its own, migrated; gone afterwards. */
export async function startPostgres(): Promise<{ url: string } & AsyncDisposable> {
  const server = await startThrowawayServer();
  const url = new URL(server.url);
  url.pathname = "/bench";
  await ensureDatabase(url.href);
  await migrate({ url: url.href, dir: migrationsDir });
  return { url: url.href, [Symbol.asyncDispose]: () => server.stop() };
}
