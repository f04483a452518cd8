import type { Row } from "../measure/rounds.ts";
import type { Chart } from "../report/bar-chart.ts";
import { circumstances } from "../report/machine.ts";
import { markdownTable, scenarioTable } from "../report/tables.ts";
import { writeReport } from "../report/write.ts";
import { names, questions } from "./cells.ts";
import type { QueryRow } from "./micro/suite.ts";

const packages = ["@prisma/client", "pg", "express", "@nestjs/core", "fastify", "zod", "@trpc/server"];

const notes = `Each server is checked first: 100 posts and the list, as this reader sees them, field by field. The servers take short turns; medians of all turns of all rounds, each with fresh processes.
"Quiet" is the turn of a round that took the least CPU, median of the rounds.
Ten connections to PostgreSQL each, the log to a file, no compression asked for. Tenon keeps what callers without an account are told for up to a second; nobody else caches. \`get\` asks for 100 posts in turn.
PostgreSQL shares its core with the load generator. Where "server's core" is well below 100 %, they are the limit: compare the CPU.
Signed in: Tenon has looked the session and its user up lately, and hears when either changes; Express verifies a JWT and loads the user, as its boilerplate does; NestJS and Fastify trust the JWT.
Fastify + raw pg writes no log and has no limits, headers or accounts: a near-limit, not a product.`;

type Results = { rows: Row[]; queries: QueryRow[]; command: string; isKept: boolean };

export function reportProduct({ rows, queries, command, isKept }: Results): void {
  const markdown = [
    "# Posts from PostgreSQL, everything on\n",
    circumstances(packages, command),
    `\n${notes}`,
    ...questions.flatMap(({ scenario, title }) => {
      const own = rows.filter((row) => row.scenario === scenario);
      return own.length === 0 ? [] : [`\n## ${title}\n`, scenarioTable(own, names.express)];
    }),
    "\n## The same reads without a server: what Prisma costs\n",
    queriesTable(queries),
    "",
  ].join("\n");
  writeReport("product", { markdown, chart: chartOf(rows), isKept });
}

function queriesTable(queries: QueryRow[]): string {
  const head = ["", "get: CPU µs", "get/s", "list: CPU µs", "list/s"];
  const body = [...new Set(queries.map((row) => row.variant))].map((variant) => [
    variant,
    ...(["get", "list"] as const).flatMap((operation) => {
      const row = queries.find((query) => query.variant === variant && query.operation === operation);
      return [row?.cpuMicros.toFixed(1) ?? "", row?.perSecond.toFixed(0) ?? ""];
    }),
  ]);
  return markdownTable(head, body);
}

function chartOf(rows: Row[]): Chart {
  return {
    title: "Posts from PostgreSQL, requests per second: more is better",
    subtitle: `Node ${process.version}, one core for the server, everything on, medians`,
    panels: questions.flatMap(({ scenario, title }) => {
      const bars = rows
        .filter((row) => row.scenario === scenario)
        .map((row) => ({
          label: row.contender,
          value: row.perSecond,
          text: `${Math.round(row.perSecond).toLocaleString("en")}/s · p95 ${row.p95Ms.toFixed(1)} ms`,
          isOurs: row.contender.startsWith("Tenon"),
        }));
      return bars.length === 0 ? [] : [{ title, bars }];
    }),
  };
}
