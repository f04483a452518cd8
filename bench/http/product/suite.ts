import { mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGenerator } from "../load/generator.ts";
import { measureRounds } from "../measure/rounds.ts";
import type { RunOptions } from "../run.ts";
import { productCells } from "./cells.ts";
import { compileNest } from "./compile-nest.ts";
import { startDatabase } from "./database.ts";
import { measureQueries } from "./micro/suite.ts";
import { generatePrismaClient } from "./prisma-client.ts";
import { reportProduct } from "./report.ts";

/** Part 2: Tenon itself beside the same two endpoints as others write them, from one PostgreSQL. */
export async function runProduct({
  chosen,
  isKept,
  rounds,
  turns,
  timing,
  bundle,
  command,
}: RunOptions): Promise<void> {
  generatePrismaClient();
  const nest = compileNest();
  await using database = await startDatabase();
  await using generator = startGenerator();
  using logs = logFile();
  const onSample = (line: string) => void process.stdout.write(`${line}\n`);

  const all = await productCells({ database, bundle, nest, log: logs.descriptor });
  const cells = all.filter(({ scenario, contender }) => chosen(`${scenario} ${contender}`));
  const rows = await measureRounds({ cells, generator, rounds, turns, timing, onSample });
  const queries = await measureQueries({
    databaseUrl: database.url,
    chosen,
    rounds,
    seconds: timing.seconds,
    onSample,
  });
  reportProduct({ rows, queries, command, isKept });
}

/** Where the servers' logs go: a file, as in production, for all alike. */
function logFile() {
  const folder = mkdtempSync(join(tmpdir(), "tenon-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  return { descriptor: openSync(join(folder, "log"), "a"), [Symbol.dispose]: remove };
}
