import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type Core, onCore } from "./cores.ts";

type Options = {
  /** Node's arguments. */
  args: string[];
  core: Core;
  env?: Record<string, string>;
  /** Where standard output goes: a file descriptor. @default nowhere */
  log?: number;
};

const running = new Set<ChildProcess>();

/** Starts Node on a core, with a channel for messages. It ends with this process in any case. */
export function startChild({ args, core, env = {}, log }: Options): ChildProcess {
  const [command = "", ...rest] = onCore(core, [process.execPath, ...args]);
  const child = spawn(command, rest, {
    env: { PATH: "/usr/bin:/bin", NODE_ENV: "production", ...env },
    stdio: ["ignore", log ?? "ignore", "inherit", "ipc"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** Ends a child by its id, kindly first. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
  await exit;
  clearTimeout(timer);
}

process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
