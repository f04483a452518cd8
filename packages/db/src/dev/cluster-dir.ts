import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import type { Account } from "./account.ts";
import { canReach } from "./reach.ts";

/** Where a cluster and what belongs to it live. */
export type ClusterFiles = {
  /** PostgreSQL's data directory. */
  data: string;
  /** Port and who uses the server. */
  state: string;
  password: string;
  lock: string;
  log: string;
};

/**
 * State, lock and log lie beside `dataDir`. The data does not when PostgreSQL runs under another account that cannot
 * reach it (root with a clone below /root): then it goes to /var/lib/tenon/<name>-<hash of the path>.
 */
export function clusterFiles(dataDir: string, account: Account): ClusterFiles {
  const wanted = resolve(dataDir);
  const hash = createHash("sha256").update(wanted).digest("hex").slice(0, 12);
  const data = canReach(account, dirname(wanted)) ? wanted : join("/var/lib/tenon", `${basename(wanted)}-${hash}`);
  return {
    data,
    state: `${wanted}.json`,
    password: `${wanted}.password`,
    lock: `${wanted}.lock`,
    log: `${wanted}.log`,
  };
}
