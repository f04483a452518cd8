import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureDatabase, migrationsDir } from "../../packages/db/src/dev/index.ts";
import { migrate } from "../../packages/db/src/migrate.ts";
import { startThrowawayServer } from "../../packages/db/src/testing/throwaway-server.ts";
import { findProgram } from "../../scripts/programs.ts";

/** A PostgreSQL of its own, migrated; gone afterwards. */
export async function startPostgres(): Promise<{ url: string } & AsyncDisposable> {
  const server = await startThrowawayServer();
  const url = new URL(server.url);
  url.pathname = "/bench";
  await ensureDatabase(url.href);
  await migrate({ url: url.href, dir: migrationsDir });
  return { url: url.href, [Symbol.asyncDispose]: () => server.stop() };
}

/** A Redis of its own, which keeps nothing; undefined where the machine has no redis-server. */
export async function startRedis(): Promise<({ port: number } & AsyncDisposable) | undefined> {
  const program = findProgram("redis-server");
  if (!program) return undefined;
  const port = await freePort();
  const child = spawn(program, ["--port", String(port), "--save", "", "--appendonly", "no"], { stdio: "ignore" });
  while (!(await answers(port))) await sleep(20);
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
