import { writeFileSync } from "node:fs";
import { barChart, type Chart } from "./bar-chart.ts";

const folder = `${import.meta.dirname}/..`;

type Report = { markdown: string; chart: Chart; isKept: boolean };

/** Prints a report, and keeps that of a whole run as `results-<name>.md` with its chart. */
export function writeReport(name: string, { markdown, chart, isKept }: Report): void {
  process.stdout.write(`\n${markdown}\n`);
  if (!isKept) return;
  writeFileSync(`${folder}/results-${name}.md`, markdown);
  writeFileSync(`${folder}/results-${name}.svg`, barChart(chart));
}
