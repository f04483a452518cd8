import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { canPin } from "../measure/cores.ts";

type Manifest = { version: string; dependencies: Record<string, string> };

const manifest = (path: string) => JSON.parse(readFileSync(`${import.meta.dirname}/../${path}`, "utf8")) as Manifest;

/** Where and with what a run was made, as a Markdown list. */
export function circumstances(packages: string[], command: string): string {
  const processors = cpus();
  const { dependencies } = manifest("package.json");
  const versions = packages.map((name) => `${name} ${dependencies[name]}`);
  const pinning = canPin ? "the server alone on core 0, everything else on core 1" : "no cores were pinned";
  return [
    `- ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC: \`${command}\``,
    `- ${processors.length} × ${processors[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}; ${pinning}; load average at the end ${loadavg()[0]?.toFixed(1)}`,
    `- Node ${process.version}, ${versions.join(", ")}`,
  ].join("\n");
}
