// node --conditions=@tenon/source bench/http/profile/run.ts [part of a contender's name] [get|list]: where a server's time goes.
import { mkdtempSync, openSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGenerator } from "../load/generator.ts";
import { toBytes } from "../load/http-message.ts";
import { moveTo } from "../measure/cores.ts";
import { startServer } from "../measure/server.ts";
import { productCells } from "../product/cells.ts";
import { compileNest } from "../product/compile-nest.ts";
import { startDatabase } from "../product/database.ts";
import { generatePrismaClient } from "../product/prisma-client.ts";
import { selfTimes } from "./self-times.ts";

const [
  ,
  ,
  name = "Tenon, tRPC",
  scenario = "get",
  bundle = join(import.meta.dirname, "../../../apps/server/dist/main.js"),
] = process.argv;
const warmUpSeconds = 6;

moveTo("load");
generatePrismaClient();
await using database = await startDatabase();
await using generator = startGenerator();
const cells = await productCells({ database, bundle, nest: compileNest(), log: openSync("/dev/null", "w") });
for (const cell of cells.filter((each) => each.scenario === scenario && each.contender.includes(name))) {
  const dir = mkdtempSync(join(tmpdir(), "tenon-profile-"));
  const { args } = cell.launch;
  const profiler = ["--cpu-prof", `--cpu-prof-dir=${dir}`, "--import", join(import.meta.dirname, "end-kindly.ts")];
  {
    await using server = await startServer({ ...cell.launch, args: [...profiler, ...args] });
    const requests = cell.requests.map((request) => toBytes(request).toString("base64"));
    await generator.run({ port: server.port, requests, status: 200, connections: 32, seconds: 2 * warmUpSeconds });
  }
  // Worker threads write profiles too; the server's own is the largest.
  const sizeOf = (file: string) => statSync(join(dir, file)).size;
  const [largest = ""] = readdirSync(dir).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const { packages, functions } = selfTimes(join(dir, largest), warmUpSeconds * 1e6);
  rmSync(dir, { recursive: true });
  const lines = (shares: [string, number][], count: number) =>
    shares.slice(0, count).map(([what, share]) => `${(100 * share).toFixed(1).padStart(5)} %  ${what}`);
  process.stdout.write(
    `\n${cell.contender}, ${scenario}\n${lines(packages, 24).join("\n")}\n\n${lines(functions, 30).join("\n")}\n`,
  );
}
process.exit(0);
