import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { ClusterFiles } from "./cluster-dir.ts";
import { withFileLock } from "./lock.ts";
import { findPostmaster } from "./postmaster.ts";
import { stopServer } from "./server.ts";
import { readState, writeState, type User } from "./state.ts";

/** Whoever deleted the folder took the server with it: PostgreSQL ends by itself when its files are gone. */
const isGone = ({ state }: ClusterFiles) => !existsSync(dirname(state));

/** Ends a use of the server; the last user stops it. */
export async function leave(files: ClusterFiles, user: User): Promise<void> {
  if (isGone(files)) return;
  await withFileLock(files.lock, async () => {
    const isLast = signOff(files, user);
    const server = findPostmaster(files.data);
    if (isLast && server) await stopServer(server.pid, files.data);
  });
}

/** For a process that exits without `stop()`: there is no more time to wait for the lock. */
export function leaveSync(files: ClusterFiles, user: User): void {
  if (isGone(files)) return;
  const server = findPostmaster(files.data);
  if (signOff(files, user) && server) process.kill(server.pid, "SIGINT");
}

function signOff(files: ClusterFiles, user: User): boolean {
  const state = readState(files.state);
  const others = state.users.filter((other) => other.handle !== user.handle);
  writeState(files.state, { ...state, users: others });
  return others.length === 0;
}
