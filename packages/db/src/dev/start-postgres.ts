import { dirname } from "node:path";
import { serverAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { clusterFiles } from "./cluster-dir.ts";
import { ensureDatabase } from "./ensure-database.ts";
import { DevPostgresError } from "./errors.ts";
import { initCluster, SUPERUSER } from "./initdb.ts";
import { leave, leaveSync } from "./leave.ts";
import { withFileLock } from "./lock.ts";
import { clearLeftovers, findPostmaster, type Postmaster } from "./postmaster.ts";
import { makeFolder, readPrivate } from "./private-file.ts";
import { waitUntil } from "./process-info.ts";
import { startServer, stopServer } from "./server.ts";
import { keepPassword, readState, thisUser, writeState } from "./state.ts";

export type StartOptions = {
  /** Where the cluster lives, such as `.tenon/postgres`. `<dataDir>.password`, `.json`, `.log` and `.lock` appear beside it. */
  dataDir: string;
  /** Created when it does not exist; part of the URL. @default "tenon" */
  database?: string;
  /** @default the port of the last run, or a free one */
  port?: number;
  /** The caller's NODE_ENV: "production" is refused. */
  nodeEnv?: string | undefined;
  /** For a copy of PostgreSQL where node_modules cannot be used. @default "~/.cache/tenon", "/var/cache/tenon" for root */
  cacheDir?: string;
  /** Told, in one line each, about a first start and about a server that was already there. */
  onLog?: (line: string) => void;
};

export type DevPostgres = {
  url: string;
  /** Whether the server was running already. */
  adopted: boolean;
  /**
   * Ends this use. The last user stops the server, whoever started it: so neither a command that came first nor one that
   * came later takes the database from the others. A user that was killed does not count.
   */
  stop(): Promise<void>;
};

const settings = { max_connections: 200, timezone: "UTC", log_timezone: "UTC", log_line_prefix: "%m [%p] " };

/**
 * Starts, or joins, the PostgreSQL server of a data directory: durable, on loopback, with a random password.
 * @throws DevPostgresError with one sentence that says what is wrong
 */
export async function startPostgres(options: StartOptions): Promise<DevPostgres> {
  if (options.nodeEnv === "production") {
    throw new DevPostgresError(
      "The embedded PostgreSQL is for development: in production set DATABASE_URL to a real server.",
    );
  }
  const account = serverAccount(options.dataDir);
  const files = clusterFiles(options.dataDir, account);
  const user = thisUser();
  for (const path of [files.state, files.data]) makeFolder(dirname(path));

  const server = await withFileLock(files.lock, async () => {
    const state = readState(files.state);
    // Before the cluster exists: a cluster must never be there without its password.
    const password = keepPassword(files.password);
    const urlAt = (port: number) => urlOf(port, password, options.database ?? "tenon");

    const running = await settled(files.data);
    const adopted = running !== undefined && (await letsUsIn(running.port));
    const { port } = adopted ? running : await launch();
    writeState(files.state, { port, users: [...state.users, user] });
    return { url: urlAt(port), adopted };

    async function launch(): Promise<{ port: number }> {
      const binaries = findBinaries(account, options.cacheDir);
      if (state.port === 0) options.onLog?.(`Creating a PostgreSQL ${binaries.version} database in ${files.data}`);
      initCluster({ data: files.data, account, binaries, password });
      await clearLeftovers(files.data);
      const launched = await startServer({ ...files, account, binaries, settings, port: options.port ?? state.port });
      await letsUsIn(launched.port).catch(async (error: unknown) => {
        await stopServer(launched.pid, files.data);
        throw error;
      });
      return launched;
    }

    /** False when the server turns out to be gone: a process that is being killed looks alive for a moment. */
    async function letsUsIn(atPort: number): Promise<boolean> {
      try {
        await ensureDatabase(urlAt(atPort));
        return true;
      } catch (cause) {
        if (await waitUntil(() => !findPostmaster(files.data), 1000)) return false;
        const reason = cause instanceof Error ? cause.message : String(cause);
        const message = `The development database in ${files.data} refuses the password in ${files.password}: ${reason}.`;
        throw new DevPostgresError(message, { cause });
      }
    }
  });

  const onExit = () => leaveSync(files, user);
  process.once("exit", onExit);
  return {
    ...server,
    async stop() {
      process.off("exit", onExit);
      await leave(files, user);
    },
  };
}

/** The server of a data directory, when it runs; starts and changes nothing. */
export function runningPostgres(dataDir: string, database = "tenon"): { url: string; pid: number } | undefined {
  const files = clusterFiles(dataDir, serverAccount(dataDir));
  const server = findPostmaster(files.data);
  const password = server?.isReady ? readPrivate(files.password) : undefined;
  return server && password ? { url: urlOf(server.port, password.trim(), database), pid: server.pid } : undefined;
}

/** A server that is starting or stopping is waited for: it ends up as running or as gone. */
async function settled(data: string): Promise<Postmaster | undefined> {
  await waitUntil(() => findPostmaster(data)?.isReady !== false, 30_000);
  return findPostmaster(data);
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
