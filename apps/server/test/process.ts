import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const fromSource = ["--conditions=@tenon/source", join(import.meta.dirname, "../src/main.ts")];

const workerFromSource = ["--conditions=@tenon/source", join(import.meta.dirname, "../../worker/src/main.ts")];

export type ServerProcess = AsyncDisposable & { url: string; child: ChildProcess; output: () => string };

/**
 * The server as a process of its own, on a free port, once it answers. Killed at the end of the scope.
 * @param args of Node: what to run, by default the server from its source
 * @param ready what it logs when it is there; the first group is its URL
 */
export async function startProcess(
  env: Record<string, string>,
  args = fromSource,
  ready = /"url":"(http[^"]+)"/,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "test",
      LOG_FORMAT: "json",
      PORT: "0",
      RATE_LIMIT: "1000000",
      LOGIN_LIMIT: "1000000",
      REGISTER_LIMIT: "1000000",
      MAIL: "memory",
      ARGON2_MEMORY_KIB: "8",
      ARGON2_PASSES: "1",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => {
        output += data.toString();
        const [, told] = ready.exec(output) ?? [];
        if (told !== undefined) resolve(told);
      });
    }
    child.once("exit", (code) => reject(new Error(`the server exited with ${code}: ${output}`)));
  });
  return {
    url,
    child,
    output: () => output,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** A worker as a process of its own, once it runs jobs. */
export const startWorkerProcess = (env: Record<string, string>): Promise<ServerProcess> =>
  startProcess(env, workerFromSource, /"msg":"(running jobs)"/);

/** The code or the signal that a process ended with. */
export async function ended(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode ?? child.signalCode;
}
