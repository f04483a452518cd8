import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { errorCode } from "./errors.ts";

const isLinux = process.platform === "linux";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** Tells a process from a later one with the same id; "" where the system does not say. */
export function startOf(pid: number): string {
  if (!isLinux) return "";
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** Whether the process is a PostgreSQL server on this data directory, rather than a stranger that got its old id. */
export function isServerOn(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false;
  if (isLinux) return workDirOf(pid) === dataDir;
  if (process.platform === "win32") return true;
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(dataDir);
  } catch {
    return false;
  }
}

/** Alive, and certainly no server on this data directory: not one that is being killed and has no working directory left. */
export function isStranger(pid: number, dataDir: string): boolean {
  if (!isLinux) return isAlive(pid) && !isServerOn(pid, dataDir);
  const workDir = workDirOf(pid);
  return workDir !== undefined && workDir !== dataDir;
}

/** Backends may outlive a killed postmaster for a moment; PostgreSQL must not start beside them. */
export function serverProcessesOn(dataDir: string): number[] {
  if (!isLinux) return [];
  const pids = readdirSync("/proc").map(Number).filter(Boolean);
  return pids.filter((pid) => pid !== process.pid && workDirOf(pid) === dataDir);
}

/** Polls: a process that is not our child sends no event. False when `timeoutMs` has passed. */
export async function waitUntil(isDone: () => boolean, timeoutMs: number): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await delay(15)) if (isDone()) return true;
  return isDone();
}

function workDirOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
