import { execFileSync, spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** The server has a core for itself; everything else shares the other one. */
export type Core = "server" | "load";

export const numbers: Record<Core, string> = { server: "0", load: "1" };

export const canPin = availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0;

/** The command that runs on a core, where the system can do that. */
export const onCore = (core: Core, command: string[]): string[] =>
  canPin ? ["taskset", "-c", numbers[core], ...command] : command;

/** Moves this process to a core; what it starts from then on (PostgreSQL) follows. */
export function moveTo(core: Core): void {
  if (canPin) execFileSync("taskset", ["-a", "-c", "-p", numbers[core], String(process.pid)], { stdio: "ignore" });
}
