import type { Row } from "../measure/rounds.ts";
import type { Chart } from "../report/bar-chart.ts";
import { circumstances } from "../report/machine.ts";
import { cpuPanels, scenarioSections, type Suite } from "../report/suite.ts";
import { cpuFigure, overviewTable, quietFigure } from "../report/tables.ts";
import { writeReport } from "../report/write.ts";
import { baseline } from "./contenders.ts";
import { scenarios } from "./scenarios.ts";

const suite: Suite = { scenarios, baseline, ours: "@tenon/node" };
const packages = [
  "@trpc/server",
  "zod",
  "superjson",
  "@orpc/server",
  "hono",
  "@hono/node-server",
  "fastify",
  "express",
];

const notes = `Each server is checked first (two right answers, one refused input). The servers take short turns; medians of all turns of all rounds, each with fresh processes.
"Quiet" is the turn of a round that took the least CPU, median of the rounds: what others do on the machine only ever adds to it.
CPU is user and system time of the whole process. Hand-written routes have neither batches nor a transformer: those cells are empty.
oRPC's serializer keeps dates always, so its "superjson" is its "single"; its batch is the buffered one of its batch plugin.
The floor, node:http, writes one answer and parses nothing. "small" and "single" differ in nothing but size.`;

export function reportAdapter(rows: Row[], { command, isKept }: { command: string; isKept: boolean }): void {
  const markdown = [
    "# A tRPC router over HTTP, without a database\n",
    circumstances(packages, command),
    `\n${notes}\n`,
    `## CPU µs per request, and the ratio to ${baseline}\n`,
    overviewTable(rows, cpuFigure, baseline),
    "\n## The same in the quietest turns\n",
    overviewTable(rows, quietFigure, baseline),
    ...scenarioSections(rows, suite),
    "",
  ].join("\n");
  writeReport("adapter", { markdown, chart: chartOf(rows), isKept });
}

function chartOf(rows: Row[]): Chart {
  return {
    title: "CPU per HTTP request, in microseconds: less is better",
    subtitle: `Node ${process.version}, one core for the server, no database, medians; × is the ratio to ${baseline}`,
    panels: cpuPanels(rows, suite),
  };
}
