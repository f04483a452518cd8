import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";

export type RedisServer = AsyncDisposable & {
  url: string;
  /** SIGSTOP: connections stay open, and nothing is answered. */
  hang(): void;
  resume(): void;
  /** kill -9. */
  kill(): Promise<void>;
  /** Starts again, empty, on the same port. */
  restart(): Promise<void>;
};

/** A Redis of its own, in memory alone, on a free port. Needs `redis-server`: `test(…, { tags: ["redis-server"] }, …)`. */
export async function startRedisServer(): Promise<RedisServer> {
  const { port, started } = await startOnFreePort();
  let child = started;
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  };
  return {
    url: `redis://127.0.0.1:${port}/0`,
    hang: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    kill: end,
    async restart() {
      await end();
      child = await start(port);
    },
    [Symbol.asyncDispose]: end,
  };
}

/** Another process may take a port between finding and using it. */
async function startOnFreePort(): Promise<{ port: number; started: ChildProcess }> {
  for (let attempt = 0; ; attempt += 1) {
    const port = await freePort();
    try {
      return { port, started: await start(port) };
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

async function start(port: number): Promise<ChildProcess> {
  const settings = { port: String(port), bind: "127.0.0.1", save: "", appendonly: "no", dir: "/tmp" };
  const child = spawn(
    process.env["REDIS_SERVER_PATH"] ?? "",
    Object.entries(settings)
      .map(([name, value]) => [`--${name}`, value])
      .flat(),
    {
      stdio: "ignore",
    },
  );
  const gone = once(child, "exit").then(() => {
    throw new Error("redis-server has ended.");
  });
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow);
  child.once("exit", () => process.off("exit", killNow));
  await Promise.race([gone, answers(port)]);
  gone.catch(() => {});
  return child;
}

async function answers(port: number): Promise<void> {
  const client = new Redis({ port, lazyConnect: true, retryStrategy: () => null });
  client.on("error", () => {});
  try {
    for (;;) {
      const isThere = await client.connect().then(
        () => true,
        () => false,
      );
      if (isThere) return;
      await delay(20);
    }
  } finally {
    client.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
