import { startGenerator } from "../load/generator.ts";
import { measureRounds } from "../measure/rounds.ts";
import type { RunOptions } from "../run.ts";
import { restCells } from "./cells.ts";
import { reportRest } from "./report.ts";

/** The bridge and what it competes with, without a database. */
export async function runRest({ chosen, isKept, rounds, turns, timing, command }: RunOptions): Promise<void> {
  await using generator = startGenerator();
  const cells = restCells().filter(({ scenario, contender }) => chosen(`${scenario} ${contender}`));
  const onSample = (line: string) => void process.stdout.write(`${line}\n`);
  reportRest(await measureRounds({ cells, generator, rounds, turns, timing, onSample }), { command, isKept });
}
