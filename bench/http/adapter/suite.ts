import { startGenerator } from "../load/generator.ts";
import { measureRounds } from "../measure/rounds.ts";
import type { RunOptions } from "../run.ts";
import { adapterCells } from "./cells.ts";
import { reportAdapter } from "./report.ts";

/** Part 1: the adapters and what they compete with, without a database. */
export async function runAdapter({ chosen, isKept, rounds, turns, timing, command }: RunOptions): Promise<void> {
  await using generator = startGenerator();
  const cells = adapterCells().filter(({ scenario, contender }) => chosen(`${scenario} ${contender}`));
  const onSample = (line: string) => void process.stdout.write(`${line}\n`);
  reportAdapter(await measureRounds({ cells, generator, rounds, turns, timing, onSample }), { command, isKept });
}
