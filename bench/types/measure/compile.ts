import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** What `tsc --extendedDiagnostics` says of one run. */
export type Diagnostics = {
  instantiations: number;
  types: number;
  files: number;
  memoryBytes: number;
  checkSeconds: number;
  totalSeconds: number;
};

/** A run that did not come to an end, or found errors, and why. */
export class CompileFailure extends Error {}

export type Limits = { seconds: number; bytes: number };
export const defaultLimits: Limits = { seconds: 180, bytes: 8 * 2 ** 30 };

/**
 * Compiles a tsconfig with the TypeScript that `from` resolves.
 * Single-threaded: several checkers repeat one another's work, so that counts would depend on the machine.
 */
export async function compile(config: string, from: string, limits: Limits = defaultLimits): Promise<Diagnostics> {
  const tsc = await executable(from);
  const child = spawn(tsc, ["-p", config, "--extendedDiagnostics", "--singleThreaded", "--pretty", "false"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk));
  let stopped = "";
  const stop = (why: string) => {
    stopped = why;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => stop(`over ${limits.seconds} s`), limits.seconds * 1000);
  const watch = setInterval(() => {
    if (child.pid !== undefined && residentBytes(child.pid) > limits.bytes) stop(`over ${limits.bytes / 2 ** 30} GB`);
  }, 500);
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  clearTimeout(timer);
  clearInterval(watch);
  if (stopped) throw new CompileFailure(stopped);
  if (code !== 0) throw new CompileFailure(firstError(output));
  return diagnosticsIn(output);
}

/** The native compiler itself, so that it can be stopped and weighed; `tsc.js` only starts it. */
async function executable(from: string): Promise<string> {
  const manifest = createRequire(from).resolve("typescript/package.json");
  const module = pathToFileURL(join(dirname(manifest), "lib/getExePath.js"));
  const { default: getExePath } = (await import(module.href)) as { default: () => string };
  return getExePath();
}

function residentBytes(pid: number): number {
  try {
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024;
  } catch {
    return 0;
  }
}

function firstError(output: string): string {
  const errors = output.split("\n").filter((line) => /\berror TS\d+/.test(line));
  const first = (errors[0] ?? output.trim().split("\n").at(-1) ?? "").slice(0, 300);
  return errors.length > 1 ? `${first} (and ${errors.length - 1} more)` : first;
}

function diagnosticsIn(output: string): Diagnostics {
  const value = (label: string) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(output)?.[1] ?? Number.NaN);
  return {
    instantiations: value("Instantiations"),
    types: value("Types"),
    files: value("Files"),
    memoryBytes: value("Memory used") * 1024,
    checkSeconds: value("Check time"),
    totalSeconds: value("Total time"),
  };
}
