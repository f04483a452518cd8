import { randomBytes } from "node:crypto";
import { readPrivate, writePrivate } from "./private-file.ts";
import { isAlive, startOf } from "./process-info.ts";

/** One `startPostgres` that has not been stopped. */
export type User = { pid: number; start: string; handle: string };

/** Rewritten at every start and stop; nothing is lost with it but the port. */
export type State = { port: number; users: User[] };

/** Users that died without a word are left out. @throws DevPostgresError when the file cannot be read */
export function readState(path: string): State {
  const { port, users } = parse(readPrivate(path));
  return { port, users: users.filter((user) => isAlive(user.pid) && startOf(user.pid) === user.start) };
}

/** @throws DevPostgresError when the file cannot be written */
export function writeState(path: string, state: State): void {
  writePrivate(path, `${JSON.stringify(state, null, 2)}\n`);
}

export function thisUser(): User {
  return { pid: process.pid, start: startOf(process.pid), handle: randomBytes(6).toString("hex") };
}

/** The superuser's password, made and written down at the first call. @throws DevPostgresError */
export function keepPassword(path: string): string {
  const known = readPrivate(path);
  if (known) return known.trim();
  const password = randomBytes(24).toString("base64url");
  writePrivate(path, `${password}\n`);
  return password;
}

function parse(text: string | undefined): State {
  try {
    return JSON.parse(text ?? "") as State;
  } catch {
    return { port: 0, users: [] };
  }
}
