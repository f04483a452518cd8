import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Account } from "./account.ts";

const EXECUTE = 0o1;

/** Whether the account may walk down to `path`, as far as it exists: PostgreSQL under `nobody` cannot enter a 0700 home. */
export function canReach(account: Account, path: string): boolean {
  if (!account) return true;
  for (let dir = resolve(path); ; dir = dirname(dir)) {
    if (existsSync(dir) && !mayEnter(account, dir)) return false;
    if (dir === dirname(dir)) return true;
  }
}

function mayEnter(account: NonNullable<Account>, path: string): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & EXECUTE) !== 0;
}
