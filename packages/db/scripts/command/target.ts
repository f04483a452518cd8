import { join } from "node:path";
import { ensureDatabase, migrationsDir, startPostgres } from "../../src/dev/index.ts";
import type { Project } from "../engine/engine.ts";
import { CommandError, say } from "./run.ts";

const packageDir = join(import.meta.dirname, "../..");

/** The schema and the migrations of this package, on a database. */
export function projectOn(url: string): Project {
  return { url, schemaDir: join(packageDir, "prisma/schema"), migrationsDir };
}

/**
 * Gives `work` the database of DATABASE_URL, else the embedded one of this clone, which runs at least as long as `work`.
 * @param options.mayCreate creates the database of DATABASE_URL when it does not exist
 */
export async function withTarget<T>(work: (project: Project) => Promise<T>, { mayCreate = false } = {}): Promise<T> {
  const url = process.env["DATABASE_URL"];
  if (url) {
    if (!URL.canParse(url))
      throw new CommandError("DATABASE_URL is not a URL such as postgres://user:password@host:5432/name.");
    // When this fails, so does what comes next, and says why.
    if (mayCreate && isLocal(url)) await ensureDatabase(url).catch(() => {});
    return work(projectOn(url));
  }
  const server = await startPostgres({
    dataDir: join(packageDir, "../../.tenon/postgres"),
    nodeEnv: process.env["NODE_ENV"],
    onLog: say,
  });
  try {
    return await work(projectOn(server.url));
  } finally {
    await server.stop();
  }
}

/** Whether the database is on this machine, where a mistake costs nobody else anything. */
export function isLocal(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]", ""].includes(new URL(url).hostname);
}

/** The database without its password, for messages. */
export function label(url: string): string {
  const { host, pathname } = new URL(url);
  return `${decodeURIComponent(pathname.slice(1))} at ${host}`;
}
