import { startGenerator } from "../load/generator.ts";
import { measureRounds } from "../measure/rounds.ts";
import type { RunOptions } from "../run.ts";
import { adapterCells } from "./cells.ts";
import { reportAdapter } from "./report.ts";

/** Part 1: the adapters and what they compete with, without a database. */
export async function runAdapter({ only, rounds, timing, command }: RunOptions): Promise<void> {
  await using generator = startGenerator();
  const cells = adapterCells().filter((cell) => [cell.contender, cell.scenario].some((name) => name.includes(only)));
  const onSample = (line: string) => void process.stdout.write(`${line}\n`);
  reportAdapter(await measureRounds({ cells, generator, rounds, timing, onSample }), command);
}
