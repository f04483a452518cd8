import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { DevPostgresError, errorCode, explainFileError } from "./errors.ts";
import { isAlive, startOf, waitUntil } from "./process-info.ts";

const WAIT_MS = 60_000;

/**
 * Runs `work` while no other process on this machine does so under the same lock file. The lock of a process that died
 * is taken over.
 * @throws DevPostgresError when the holder keeps it for a minute
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${startOf(process.pid)} ${++counter}`;
  const isOurs = await waitUntil(() => tryLock(path, mine), WAIT_MS);
  if (!isOurs) {
    const pid = Number(read(path)?.split(" ")[0]);
    throw new DevPostgresError(`Process ${pid} has held the lock ${path} for a minute and seems to be stuck.`);
  }
  try {
    return await work();
  } finally {
    if (read(path) === mine) unlinkSync(path);
  }
}

let counter = 0;

/** `link` publishes a file that is already written: nobody ever reads an empty lock. */
function tryLock(path: string, mine: string): boolean {
  const draft = `${path}.${mine.replaceAll(" ", "-")}`;
  try {
    writeFileSync(draft, mine);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw explainFileError(error, path);
    removeDead(path);
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeDead(path: string): void {
  const content = read(path);
  if (content === undefined) return;
  const [pid, start] = content.split(" ");
  if (isAlive(Number(pid)) && startOf(Number(pid)) === start) return;

  const aside = `${path}.dead-${process.pid}`;
  try {
    renameSync(path, aside);
    // Someone else was faster and this is their fresh lock: give it back.
    if (read(aside) !== content) linkSync(aside, path);
    unlinkSync(aside);
  } catch {
    // Gone already.
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
