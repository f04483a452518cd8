import type { Generator } from "../load/generator.ts";
import { type Cell, measureCell, type Sample, type Timing } from "./cell.ts";
import { median } from "./statistics.ts";

export type Row = Sample & { contender: string; scenario: string };

type Options = {
  cells: Cell[];
  generator: Generator;
  rounds: number;
  timing: Timing;
  onSample: (line: string) => void;
};

/** Every cell in every round, each round beginning with another one, so that a bad minute hits all alike; medians. */
export async function measureRounds({ cells, generator, rounds, timing, onSample }: Options): Promise<Row[]> {
  const samples = new Map<Cell, Sample[]>(cells.map((cell) => [cell, []]));
  for (let round = 0; round < rounds; round += 1) {
    const from = Math.floor((round * cells.length) / rounds);
    for (const cell of [...cells.slice(from), ...cells.slice(0, from)]) {
      const sample = await measureCell(cell, generator, timing);
      samples.get(cell)?.push(sample);
      const { cpuMicros, perSecond, p99Ms, busy, others } = sample;
      const figures = `${cpuMicros.toFixed(1)} µs  ${perSecond.toFixed(0)}/s  p99 ${p99Ms.toFixed(1)} ms  core ${(100 * busy).toFixed(0)} %, others ${(100 * others).toFixed(0)} %`;
      onSample(`${round + 1}/${rounds}  ${cell.scenario.padEnd(18)} ${cell.contender.padEnd(34)} ${figures}`);
    }
  }
  return cells.map((cell) => ({
    contender: cell.contender,
    scenario: cell.scenario,
    ...medians(samples.get(cell) ?? []),
  }));
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
