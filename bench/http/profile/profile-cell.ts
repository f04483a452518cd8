import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Generator } from "../load/generator.ts";
import { toBytes } from "../load/http-message.ts";
import type { Cell } from "../measure/cell.ts";
import { startServer } from "../measure/server.ts";
import { selfTimes } from "./self-times.ts";

const warmUpSeconds = 6;

/** Loads a server under V8's profiler and prints where its time went once it was warm. */
export async function profileCell(cell: Cell, generator: Generator): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "tenon-profile-"));
  const { args } = cell.launch;
  const profiler = ["--cpu-prof", `--cpu-prof-dir=${dir}`, "--import", join(import.meta.dirname, "end-kindly.ts")];
  {
    await using server = await startServer({ ...cell.launch, args: [...profiler, ...args] });
    const requests = cell.requests.map((request) => toBytes(request).toString("base64"));
    const { status } = cell;
    await generator.run({ port: server.port, requests, status, connections: 32, seconds: 2 * warmUpSeconds });
  }
  // Worker threads write profiles too; the server's own is the largest.
  const sizeOf = (file: string) => statSync(join(dir, file)).size;
  const [largest = ""] = readdirSync(dir).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const { packages, functions } = selfTimes(join(dir, largest), warmUpSeconds * 1e6);
  rmSync(dir, { recursive: true });
  const lines = (shares: [string, number][], count: number) =>
    shares.slice(0, count).map(([what, share]) => `${(100 * share).toFixed(1).padStart(5)} %  ${what}`);
  process.stdout.write(
    `\n${cell.contender}, ${cell.scenario}\n${lines(packages, 24).join("\n")}\n\n${lines(functions, 30).join("\n")}\n`,
  );
}
