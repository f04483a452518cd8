import type { RowResult } from "../measure/measure.ts";
import type { ProductResult } from "../measure/product.ts";
import { instantiationsOf, slopeOf } from "../measure/slope.ts";
import { count, perProcedure } from "./format.ts";

const mostPerProcedure = 12;
const leastRatio = 80;

export type Bar = { text: string; isMet: boolean };

/** What is promised of the product, and what was measured. */
export const productBar = ({ perProcedure: measured, procedures }: ProductResult): Bar => ({
  text: `the product itself, from 10 procedures to all ${procedures}: ${perProcedure(measured)} instantiations per procedure (at most ${mostPerProcedure})`,
  isMet: measured <= mostPerProcedure,
});

/** What is promised of Tenon's form of a client; none when this run did not measure what the promises are about. */
export function bars(results: readonly RowResult[]): Bar[] {
  const of = (through: string) => results.find(({ row }) => row.contender.id === "tenon" && row.through === through);
  const [declarations, source] = [of("declarations"), of("source")];
  const slope = declarations && slopeOf(declarations);
  const largest = Math.max(...(source?.bySize.keys() ?? []));
  const [less, more] = [declarations, source].map((result) => instantiationsOf(result?.bySize.get(largest)));
  if (!slope || less === undefined || more === undefined) return [];
  const ratio = more / less;
  return [
    {
      text: `Tenon through declarations: ${perProcedure(slope.perProcedure)} instantiations per procedure (at most ${mostPerProcedure})`,
      isMet: slope.perProcedure <= mostPerProcedure,
    },
    {
      text: `at ${count(largest)} procedures, ${ratio.toFixed(0)} times fewer than through source (at least ${leastRatio})`,
      isMet: ratio >= leastRatio,
    },
  ];
}
