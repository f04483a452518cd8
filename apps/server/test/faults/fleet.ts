import { type ServerProcess, startProcess } from "../process.ts";
import type { Balancer } from "./balancer.ts";

export type Fleet = AsyncDisposable & {
  processes: ServerProcess[];
  /** Kills a process with SIGKILL, and starts another in its place. */
  kill(index: number): Promise<void>;
  /** Starts another in the place of a process, then ends that with SIGTERM, as a rolling restart does. */
  roll(index: number): Promise<number | null>;
};

/** Several servers on one database behind a balancer. */
export async function startFleet(size: number, env: Record<string, string>, balancer: Balancer): Promise<Fleet> {
  const start = async () => {
    // A machine that is busy enough does not reach its database in time; whoever supervises starts again.
    const process = await startProcess(env).catch(() => startProcess(env));
    balancer.add(process.url);
    return process;
  };
  const processes = await Promise.all(Array.from({ length: size }, start));

  return {
    processes,
    async kill(index) {
      const process = processes[index];
      if (!process) return;
      balancer.remove(process.url);
      await process[Symbol.asyncDispose]();
      processes[index] = await start();
    },
    async roll(index) {
      const before = processes[index];
      if (!before) return null;
      processes[index] = await start();
      balancer.remove(before.url);
      const ended = new Promise<number | null>((resolve) => before.child.once("exit", resolve));
      before.child.kill("SIGTERM");
      return ended;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(processes.map((process) => process[Symbol.asyncDispose]()));
    },
  };
}
