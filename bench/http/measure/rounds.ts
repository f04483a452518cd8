import type { Generator } from "../load/generator.ts";
import { type Cell, type Running, type Sample, startCell, type Timing } from "./cell.ts";
import { median } from "./statistics.ts";

export type Row = Sample & {
  contender: string;
  scenario: string;
  /** CPU in the turn of a round that was disturbed least, median of the rounds. Others on the machine only ever add to it. */
  quietMicros: number;
};

type Options = {
  cells: Cell[];
  generator: Generator;
  /** Of fresh processes. */
  rounds: number;
  /** Of each process in its round. */
  turns: number;
  timing: Timing;
  onSample: (line: string) => void;
};

/**
 * The servers of a scenario stand side by side and take short turns under load, so that a bad minute of the machine hits all
 * alike; then the same with fresh processes.
 */
export async function measureRounds({ cells, onSample, ...options }: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [scenario, own] of Map.groupBy(cells, (cell) => cell.scenario)) {
    const rounds: Map<Cell, Sample[]>[] = [];
    for (let round = 0; round < options.rounds; round += 1) rounds.push(await measureRound(own, options));
    for (const cell of own) {
      const turns = rounds.map((round) => round.get(cell) ?? []);
      const quietMicros = median(turns.map((taken) => Math.min(...taken.map(({ cpuMicros }) => cpuMicros))));
      const row = { contender: cell.contender, scenario, quietMicros, ...medians(turns.flat()) };
      rows.push(row);
      onSample(describe(row));
    }
  }
  return rows;
}

async function measureRound(
  cells: Cell[],
  { generator, turns, timing }: Omit<Options, "cells" | "onSample">,
): Promise<Map<Cell, Sample[]>> {
  const samples = new Map<Cell, Sample[]>(cells.map((cell) => [cell, []]));
  await using servers = new AsyncDisposableStack();
  const running: Running[] = [];
  for (const cell of cells) running.push(servers.use(await startCell(cell, generator, timing)));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { cell, takeTurn } of running) samples.get(cell)?.push(await takeTurn());
  }
  return samples;
}

function describe({ scenario, contender, ...row }: Row): string {
  const cpu = `${row.cpuMicros.toFixed(1)} µs (quiet ${row.quietMicros.toFixed(1)})`;
  const figures = `${cpu}  ${row.perSecond.toFixed(0)}/s  p99 ${row.p99Ms.toFixed(1)} ms`;
  return `${scenario.padEnd(18)} ${contender.padEnd(34)} ${figures}  core ${(100 * row.busy).toFixed(0)} %`;
}

function medians(samples: Sample[]): Sample {
  const of = (key: keyof Sample) => median(samples.map((sample) => sample[key]));
  return {
    cpuMicros: of("cpuMicros"),
    perSecond: of("perSecond"),
    p50Ms: of("p50Ms"),
    p95Ms: of("p95Ms"),
    p99Ms: of("p99Ms"),
    busy: of("busy"),
    others: of("others"),
  };
}
