import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DevPostgresError } from "./errors.ts";

/** Whom PostgreSQL runs as; `undefined` is "as we do". */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root, so root lends it the account that owns the data directory or the clone around it, else
 * one that owns nothing: `nobody`, else `daemon`. It must be one that /etc/passwd knows.
 * @throws DevPostgresError when there is none
 */
export function serverAccount(dataDir: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const accounts = lines.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const owner = ownerOf(resolve(dataDir));
  const candidates = [
    accounts.find((account) => account.uid === owner),
    ...["nobody", "daemon", "postgres"].map((name) => accounts.find((account) => account.name === name)),
  ];
  const account = candidates.find((candidate) => candidate !== undefined && candidate.uid > 0 && candidate.gid > 0);
  if (account) return { uid: account.uid, gid: account.gid };
  throw new DevPostgresError("PostgreSQL does not run as root, and /etc/passwd has no account `nobody` to run it as.");
}

function ownerOf(path: string): number {
  return existsSync(path) ? statSync(path).uid : ownerOf(dirname(path));
}
