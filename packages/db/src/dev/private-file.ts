import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode, explainFileError } from "./errors.ts";

/** `undefined` when there is no such file. @throws DevPostgresError when it cannot be read */
export function readPrivate(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw explainFileError(error, path);
  }
}

/** Replaces the file as a whole, readable by its owner alone. @throws DevPostgresError */
export function writePrivate(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    adoptOwner(draft);
    renameSync(draft, path);
  } catch (error) {
    throw explainFileError(error, path);
  }
}

/** Makes the folder and those above it. @throws DevPostgresError */
export function makeFolder(path: string): void {
  try {
    const first = mkdirSync(path, { recursive: true });
    if (first === undefined || process.getuid?.() !== 0) return;
    for (let dir = path; dir.length >= first.length; dir = dirname(dir)) {
      // Whatever root's umask says: the server's account has to pass. The files inside look after themselves.
      chmodSync(dir, 0o755);
      adoptOwner(dir, dirname(first));
    }
  } catch (error) {
    throw explainFileError(error, path);
  }
}

/** What root makes in someone's clone belongs to them, or their next start without `sudo` would fail. */
export function adoptOwner(path: string, like: string = dirname(path)): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(like);
  if (uid !== 0) chownSync(path, uid, gid);
}
