import { writeFileSync } from "node:fs";
import { barChart, type Chart } from "./bar-chart.ts";

const folder = `${import.meta.dirname}/..`;

/** Prints a report, and keeps it as `results-<name>.md` with its chart. */
export function writeReport(name: string, markdown: string, chart: Chart): void {
  process.stdout.write(`\n${markdown}\n`);
  writeFileSync(`${folder}/results-${name}.md`, markdown);
  writeFileSync(`${folder}/results-${name}.svg`, barChart(chart));
}
