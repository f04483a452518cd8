import type { Generator } from "../load/generator.ts";
import { type Cell, type Running, type Sample, startCell, type Timing } from "./cell.ts";
import { median } from "./statistics.ts";

export type Row = Sample & { contender: string; scenario: string };

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
 * alike; then the same with fresh processes. Medians of all turns.
 */
export async function measureRounds({ cells, onSample, ...options }: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [scenario, own] of Map.groupBy(cells, (cell) => cell.scenario)) {
    const samples = new Map<Cell, Sample[]>(own.map((cell) => [cell, []]));
    for (let round = 0; round < options.rounds; round += 1) await measureRound(samples, options);
    for (const [{ contender }, taken] of samples) {
      const row = { contender, scenario, ...medians(taken) };
      rows.push(row);
      onSample(describe(row, taken));
    }
  }
  return rows;
}

async function measureRound(
  samples: Map<Cell, Sample[]>,
  { generator, turns, timing }: Omit<Options, "cells" | "onSample">,
): Promise<void> {
  await using servers = new AsyncDisposableStack();
  const running: Running[] = [];
  for (const cell of samples.keys()) running.push(servers.use(await startCell(cell, generator, timing)));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { cell, takeTurn } of running) samples.get(cell)?.push(await takeTurn());
  }
}

function describe({ scenario, contender, ...row }: Row, samples: Sample[]): string {
  const cpu = samples.map((sample) => sample.cpuMicros).toSorted((a, b) => a - b);
  const range = `${cpu[0]?.toFixed(1)} to ${cpu.at(-1)?.toFixed(1)}`;
  const figures = `${row.cpuMicros.toFixed(1)} µs (${range})  ${row.perSecond.toFixed(0)}/s  p99 ${row.p99Ms.toFixed(1)} ms`;
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
