import type { Outcome, RowResult } from "./measure.ts";

export const instantiationsOf = (outcome: Outcome | undefined): number | undefined =>
  outcome === undefined || "failure" in outcome ? undefined : outcome.every.instantiations;

/** Instantiations per procedure beyond the constant part: between the smallest and the largest size that were measured. */
export function slopeOf({ bySize }: RowResult): { perProcedure: number; from: number; to: number } | undefined {
  const points = [...bySize].flatMap(([size, outcome]) => {
    const instantiations = instantiationsOf(outcome);
    return instantiations === undefined ? [] : [{ size, instantiations }];
  });
  const [first, last] = [points.at(0), points.at(-1)];
  if (!first || !last || first.size === last.size) return undefined;
  const perProcedure = (last.instantiations - first.instantiations) / (last.size - first.size);
  return { perProcedure, from: first.size, to: last.size };
}
