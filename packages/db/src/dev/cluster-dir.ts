import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Account } from "./account.ts";
import { explainFileError } from "./errors.ts";
import { canReach } from "./reach.ts";

/** Where a cluster and what belongs to it live. */
export type ClusterFiles = {
  /** PostgreSQL's data directory. */
  data: string;
  /** Password, port and who uses the server; 0600. */
  state: string;
  lock: string;
  log: string;
};

/**
 * State, lock and log lie beside `dataDir`. The data does not when PostgreSQL runs under another account that cannot
 * reach it (root with a clone below /root): then it goes to /var/lib/tenon/<name>-<hash of the path>.
 * @throws DevPostgresError when a folder cannot be made
 */
export function clusterFiles(dataDir: string, account: Account): ClusterFiles {
  const wanted = resolve(dataDir);
  const hash = createHash("sha256").update(wanted).digest("hex").slice(0, 12);
  const data = canReach(account, dirname(wanted)) ? wanted : join("/var/lib/tenon", `${basename(wanted)}-${hash}`);
  for (const dir of [dirname(wanted), dirname(data)]) {
    try {
      mkdirSync(dir, { recursive: true });
    } catch (error) {
      throw explainFileError(error, dir);
    }
  }
  return { data, state: `${wanted}.json`, lock: `${wanted}.lock`, log: `${wanted}.log` };
}
