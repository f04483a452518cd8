import type { Row } from "../measure/rounds.ts";
import type { Chart } from "../report/bar-chart.ts";
import { circumstances } from "../report/machine.ts";
import { cpuPanels, scenarioSections, type Suite } from "../report/suite.ts";
import { cpuFigure, overviewTable, quietFigure } from "../report/tables.ts";
import { writeReport } from "../report/write.ts";
import { baseline, floor } from "./contenders.ts";
import { scenarios } from "./scenarios.ts";

const suite: Suite = { scenarios, baseline, ours: "@tenon/openapi" };
const packages = ["@trpc/server", "zod", "trpc-to-openapi", "@orpc/openapi", "express", "fastify"];

const notes = `Each server is checked first (two right answers, one refused input). The servers take short turns; medians of all turns of all rounds, each with fresh processes.
"Quiet" is the turn of a round that took the least CPU, median of the rounds: what others do on the machine only ever adds to it.
CPU is user and system time of the whole process. All validate input and output with the same zod schemas, on JSON alone.
The floor is node:http that runs the compiled procedure on an input that it has and writes its output as JSON: it looks at neither
target, headers nor body. "The body read" reads and parses that, which whoever creates something must. Express also hashes an ETag, as it does by default.`;

const aboveFloor = (row: Row, base: Row | undefined) =>
  base ? `${(row.cpuMicros - base.cpuMicros).toFixed(1)} (${(row.quietMicros - base.quietMicros).toFixed(1)})` : "–";

export function reportRest(rows: Row[], { command, isKept }: { command: string; isKept: boolean }): void {
  const markdown = [
    "# The same procedures as REST, without a database\n",
    circumstances(packages, command),
    `\n${notes}\n`,
    `## CPU µs per request, and the ratio to ${baseline}\n`,
    overviewTable(rows, cpuFigure, baseline),
    "\n## The same in the quietest turns\n",
    overviewTable(rows, quietFigure, baseline),
    `\n## CPU µs above the floor, and in the quietest turns\n`,
    overviewTable(rows, aboveFloor, floor),
    ...scenarioSections(rows, suite),
    "",
  ].join("\n");
  writeReport("rest", { markdown, chart: chartOf(rows), isKept });
}

function chartOf(rows: Row[]): Chart {
  return {
    title: "CPU per REST request, in microseconds: less is better",
    subtitle: `Node ${process.version}, one core for the server, no database, medians; × is the ratio to ${baseline}`,
    panels: cpuPanels(rows, suite),
  };
}
