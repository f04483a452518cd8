import type { Measured, Outcome, RowResult } from "../measure/measure.ts";
import { slopeOf } from "../measure/slope.ts";
import { count, megabytes, nameOf, perProcedure, seconds, table } from "./format.ts";

const cell = (outcome: Outcome | undefined, show: (measured: Measured) => string): string =>
  outcome === undefined ? "" : "failure" in outcome ? "failed" : show(outcome);

const sizesOf = (results: readonly RowResult[]) => [...new Set(results.flatMap(({ bySize }) => [...bySize.keys()]))];

/** The main table: a client that calls every procedure once. */
export function instantiationsTable(results: readonly RowResult[]): string {
  const sizes = sizesOf(results);
  const body = results.map((result) => {
    const slope = slopeOf(result);
    return [
      nameOf(result.row),
      ...sizes.map((size) => cell(result.bySize.get(size), ({ every }) => count(every.instantiations))),
      slope ? perProcedure(slope.perProcedure) : "",
    ];
  });
  return table(["", ...sizes.map((size) => `${size} procedures`), "per procedure"], body);
}

/** Check time and memory of the same programs. */
export function costTable(results: readonly RowResult[]): string {
  const sizes = sizesOf(results);
  const body = results.map(({ row, bySize }) => [
    nameOf(row),
    ...sizes.map((size) => cell(bySize.get(size), ({ every }) => seconds(every.checkSeconds))),
    ...sizes.map((size) => cell(bySize.get(size), ({ every }) => megabytes(every.memoryBytes))),
  ]);
  return table(["", ...sizes.map((size) => `check, ${size}`), ...sizes.map((size) => `memory, ${size}`)], body);
}

/** What a file with ten calls costs as the server grows around it, and what emitting the declarations costs the server. */
export function tenCallsTable(results: readonly RowResult[]): string {
  const sizes = sizesOf(results);
  const largest = sizes.at(-1) ?? 0;
  const body = results.map(({ row, bySize }) => [
    nameOf(row),
    ...sizes.map((size) => cell(bySize.get(size), ({ ten }) => count(ten.instantiations))),
    cell(bySize.get(largest), ({ ten }) => seconds(ten.checkSeconds)),
    cell(bySize.get(largest), ({ emit }) => (emit ? seconds(emit.totalSeconds) : "")),
  ]);
  const head = ["", ...sizes.map((size) => `ten calls of ${size}`), `check, ${largest}`, `emitting, ${largest}`];
  return table(head, body);
}

export function failures(results: readonly RowResult[]): string[] {
  return results.flatMap(({ row, bySize }) =>
    [...bySize].flatMap(([size, outcome]) =>
      "failure" in outcome ? [`${nameOf(row)}, ${size} procedures: ${outcome.failure}`] : [],
    ),
  );
}
