import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive, isServerOn, isStranger, serverProcessesOn, waitUntil } from "./process-info.ts";

/** What a running server has written about itself. */
export type Postmaster = { pid: number; port: number; isReady: boolean };

/** The server on this data directory, when one runs. */
export function findPostmaster(dataDir: string): Postmaster | undefined {
  const found = readPidFile(dataDir);
  return found && isServerOn(found.pid, dataDir) ? found : undefined;
}

/**
 * Makes room for a new server: waits for the backends of a killed one and removes a pid file whose id now belongs to
 * a stranger. PostgreSQL takes a living stranger of the same user for its rival; a dead id it needs, to free its memory.
 */
export async function clearLeftovers(dataDir: string): Promise<void> {
  await waitUntil(() => serverProcessesOn(dataDir).length === 0, 10_000);
  const left = readPidFile(dataDir);
  if (!left) return;
  await waitUntil(() => !isAlive(left.pid) || isStranger(left.pid, dataDir), 5000);
  if (isStranger(left.pid, dataDir)) rmSync(join(dataDir, "postmaster.pid"), { force: true });
}

// Lines: pid, data directory, start time, port, socket directory, address, shared memory, "ready" | "starting" | "stopping".
function readPidFile(dataDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 ? { pid, port, isReady: lines[7]?.trim() === "ready" } : undefined;
  } catch {
    return undefined;
  }
}
