import { readFileSync } from "node:fs";
import { canPin, numbers } from "./cores.ts";

const ticksPerSecond = 100;

/** Seconds that the servers' core has worked since the machine started, for anybody (proc_stat(5)); NaN where unknown. */
export function serverCoreSeconds(): number {
  if (!canPin) return Number.NaN;
  const line = readFileSync("/proc/stat", "utf8")
    .split("\n")
    .find((text) => text.startsWith(`cpu${numbers.server} `));
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] =
    line?.split(" ").slice(1).map(Number) ?? [];
  return (user + nice + system + irq + softirq + steal) / ticksPerSecond;
}
