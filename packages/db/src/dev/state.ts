import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { explainFileError } from "./errors.ts";
import { isAlive, startOf } from "./process-info.ts";

/** One `startPostgres` that has not been stopped. */
export type User = { pid: number; start: string; handle: string };

export type State = { password: string; port: number; users: User[] };

/** A fresh state where there is none; users that died without a word are left out. */
export function readState(path: string): State {
  const stored = parse(path) ?? { password: randomBytes(24).toString("base64url"), port: 0, users: [] };
  return { ...stored, users: stored.users.filter((user) => isAlive(user.pid) && startOf(user.pid) === user.start) };
}

/** @throws DevPostgresError when the file cannot be written */
export function writeState(path: string, state: State): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    throw explainFileError(error, path);
  }
}

export function thisUser(): User {
  return { pid: process.pid, start: startOf(process.pid), handle: randomBytes(6).toString("hex") };
}

function parse(path: string): State | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as State;
  } catch {
    return undefined;
  }
}
