import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type BenchServer = AsyncDisposable & {
  url: URL;
  /** CPU time of the process so far, in µs. */
  cpuMicros(): number;
  /** Memory that it holds, in KiB. */
  rssKib(): number;
};

/** The product's bundle as a process of its own. */
export async function startServer(databaseUrl: string): Promise<BenchServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../apps/server/dist/main.js")], {
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: databaseUrl,
      PORT: "0",
      JOBS: "off",
      LOG_FORMAT: "json",
      LOG_LEVEL: "info",
      RATE_LIMIT: "1000000000",
      REGISTER_LIMIT: "1000000000",
      STREAMS: "100000",
      STREAMS_PER_NETWORK: "100000",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (data: Buffer) => {
      output = (output + data.toString()).slice(-5000);
      const listening = /"url":"(http[^"]+)"/.exec(output)?.[1];
      if (listening) resolve(listening);
    });
    child.once("exit", (code) => reject(new Error(`the server exited with ${code}: ${output}`)));
  });
  const read = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, "utf8");

  return {
    url: new URL(url),
    cpuMicros() {
      // Fields 14 and 15, in ticks of 10 ms; the name before them may hold spaces.
      const fields = read("stat").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10_000;
    },
    rssKib: () => Number(/VmRSS:\s+(\d+)/.exec(read("status"))?.[1]),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
