import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serverAccount } from "../dev/account.ts";
import { findBinaries } from "../dev/binaries.ts";
import { initCluster, SUPERUSER } from "../dev/initdb.ts";
import { findPostmaster } from "../dev/postmaster.ts";
import { isAlive } from "../dev/process-info.ts";
import { startServer, stopServer } from "../dev/server.ts";
import { fastTempDir } from "./fast-temp-dir.ts";

const PREFIX = "tenon-test-";

/** Fast and forgetful: nothing here survives a crash, and nothing has to. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  // Vacuum workers would hold the template open, which CREATE DATABASE does not allow.
  autovacuum: "off",
  max_connections: 200,
  max_wal_size: "256MB",
  wal_level: "minimal",
  max_wal_senders: 0,
  timezone: "UTC",
};

/** A PostgreSQL server in memory where possible. `stop` removes it with everything in it. */
export async function startThrowawayServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const parent = fastTempDir();
  await removeAbandoned(parent);
  const dir = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  try {
    const account = serverAccount(dir);
    const binaries = findBinaries(account);
    const data = join(dir, "data");
    const password = randomBytes(24).toString("base64url");
    // mkdtemp makes it 0700; the server's account only has to walk through.
    chmodSync(dir, 0o711);
    initCluster({ data, account, binaries, password });
    const server = await startServer({ data, log: join(dir, "log"), account, binaries, port: 0, settings });

    const killNow = () => {
      process.kill(server.pid, "SIGQUIT");
      remove();
    };
    process.once("exit", killNow);
    return {
      url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${server.port}/postgres`,
      async stop() {
        process.off("exit", killNow);
        await stopServer(server.pid, data, "SIGQUIT");
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A test run that was killed cannot clean up; the next one does. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length).split("-")[0]))) continue;
    const server = findPostmaster(join(parent, name, "data"));
    try {
      if (server) await stopServer(server.pid, join(parent, name, "data"), "SIGQUIT");
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}
