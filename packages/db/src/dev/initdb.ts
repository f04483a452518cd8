import { spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { DevPostgresError, explainFileError, isDiskFull } from "./errors.ts";

/** Who owns every cluster that we make. */
export const SUPERUSER = "tenon";

export type ClusterOptions = { data: string; account: Account; binaries: Binaries; password: string };

/**
 * Creates the cluster unless it exists. It appears under its name only when it is complete, so an interrupted first start
 * leaves nothing half made.
 * @throws DevPostgresError on a full disk, an unwritable folder, a cluster of another major version
 */
export function initCluster({ data, account, binaries, password }: ClusterOptions): void {
  const draft = `${data}.init-${process.pid}`;
  const passwordFile = `${draft}.pw`;
  try {
    const found = existsSync(data) ? readdirSync(data) : [];
    if (found.includes("PG_VERSION")) return checkVersion(data, binaries);
    if (found.length > 0) throw notACluster(data);
    removeDrafts(data);
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
    runInitdb(binaries.initdb, { dir: draft, passwordFile }, account);
    renameSync(draft, data);
  } catch (error) {
    throw explainFileError(error, data);
  } finally {
    for (const path of [draft, passwordFile]) rmSync(path, { recursive: true, force: true });
  }
}

function runInitdb(program: string, paths: { dir: string; passwordFile: string }, account: Account): void {
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  // The password has 192 random bits: many hash rounds would only make connections slow.
  const login = [`--username=${SUPERUSER}`, "--auth=scram-sha-256", "--set=scram_iterations=1"];
  const where = ["-D", paths.dir, `--pwfile=${paths.passwordFile}`];
  const initdb = spawnSync(program, [...where, "--no-sync", "--no-instructions", ...locale, ...login], {
    ...account,
    cwd: "/",
    encoding: "utf8",
    env: { LC_ALL: "C" },
    windowsHide: true,
  });
  if (initdb.error) throw initdb.error;
  if (initdb.status === 0) return;
  const said = initdb.stderr.split("\n").find((line) => /error|fatal|could not/i.test(line)) ?? initdb.stderr.trim();
  const reason = isDiskFull(initdb.stderr) ? "the disk is full" : said.replace(/^initdb: (error: )?/, "");
  throw new DevPostgresError(`The development database could not be created in ${dirname(paths.dir)}: ${reason}.`);
}

function removeDrafts(data: string): void {
  for (const name of existsSync(dirname(data)) ? readdirSync(dirname(data)) : []) {
    if (name.startsWith(`${basename(data)}.init-`)) rmSync(join(dirname(data), name), { recursive: true, force: true });
  }
}

function notACluster(data: string): DevPostgresError {
  return new DevPostgresError(`The development database cannot use ${data}: it has contents that are not a database.`);
}

function checkVersion(data: string, { version }: Binaries): void {
  const major = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (version.startsWith(`${major}.`)) return;
  const advice = `move the folder away to start with an empty database (dump it first with PostgreSQL ${major} if you need it)`;
  throw new DevPostgresError(`${data} was made by PostgreSQL ${major}, this is ${version}: ${advice}.`);
}
