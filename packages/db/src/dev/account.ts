import { readFileSync, statSync } from "node:fs";
import { DevPostgresError } from "./errors.ts";

/** Whom PostgreSQL runs as; `undefined` is "as we do". */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root, so root lends it the account that owns the cluster already, else one that owns
 * nothing: `nobody`, else `daemon`. It must be one that /etc/passwd knows.
 * @throws DevPostgresError when there is none
 */
export function serverAccount(dataDir?: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const owner = dataDir === undefined ? undefined : statSync(dataDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  const accounts = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  for (const name of ["nobody", "daemon", "postgres"]) {
    const entry = accounts.find((account) => account[0] === name);
    const [uid, gid] = [Number(entry?.[2]), Number(entry?.[3])];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new DevPostgresError("PostgreSQL does not run as root, and /etc/passwd has no account `nobody` to run it as.");
}
