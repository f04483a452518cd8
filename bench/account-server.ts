import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** How many passwords are hashed at once, and how many may wait: see packages/auth/src/gate.ts. */
export type GateSize = { concurrency: number; queue: number; waitMs: number };

export type AccountServer = AsyncDisposable & { url: string };

/** The server of a production, but for http, as a process of its own, from its source. */
export async function startAccountServer(
  databaseUrl: string,
  { gate, env = {} }: { gate?: GateSize; env?: Record<string, string> | undefined } = {},
): Promise<AccountServer> {
  const main = join(import.meta.dirname, "account-server/main.ts");
  const child = spawn(process.execPath, ["--conditions=@tenon/source", main, JSON.stringify(gate ?? null)], {
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: databaseUrl,
      PORT: "0",
      JOBS: "off",
      MAIL: "memory",
      LOG_LEVEL: "silent",
      TRUST_PROXY: "1",
      RATE_LIMIT: "1000000000",
      LOGIN_LIMIT: "1000000000",
      REGISTER_LIMIT: "1000000000",
      ACCOUNT_MAIL_LIMIT: "1000000000",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (line: Buffer) => resolve(line.toString().trim()));
    child.once("exit", (code) => reject(new Error(`the server exited with ${code}`)));
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
