import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { startChild, stopChild } from "./children.ts";

/** How to start a contender; `{port}` in an argument or a value becomes the port. */
export type Launch = { args: string[]; env?: Record<string, string>; log?: number };

export type Server = AsyncDisposable & { port: number; cpuMicros: () => Promise<number> };

const probe = ["--import", `${import.meta.dirname}/cpu-probe.ts`];

/** Starts a server on the core that is kept for it, and waits until it takes connections. */
export async function startServer({ args, env = {}, log }: Launch): Promise<Server> {
  const port = await freePort();
  const fill = (text: string) => text.replace("{port}", String(port));
  const child = startChild({
    args: [...probe, ...args.map(fill)],
    core: "server",
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)])),
    ...(log !== undefined && { log }),
  });
  for (const deadline = performance.now() + 30_000; !(await answers(port)); await sleep(20)) {
    if (child.exitCode !== null) throw new Error(`${args.join(" ")} exited with ${child.exitCode}`);
    if (performance.now() > deadline) throw new Error(`${args.join(" ")} does not listen`);
  }
  return {
    port,
    async cpuMicros() {
      child.send("cpu");
      const [{ user, system }] = (await once(child, "message")) as [NodeJS.CpuUsage];
      return user + system;
    },
    [Symbol.asyncDispose]: () => stopChild(child),
  };
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) }).then(
    async (response) => {
      await response.arrayBuffer();
      return true;
    },
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
