import type { Row } from "../measure/rounds.ts";
import type { Chart } from "./bar-chart.ts";
import { cpuFigure, scenarioTable } from "./tables.ts";

/** What a suite's rows are arranged by. */
export type Suite = {
  scenarios: readonly { name: string; title: string }[];
  /** The contender that the others are compared with. */
  baseline: string;
  /** How the names of our own contenders begin. */
  ours: string;
};

const rowsOf = (rows: Row[], scenario: string) => rows.filter((row) => row.scenario === scenario);

/** A section for each scenario that was measured. */
export const scenarioSections = (rows: Row[], { scenarios, baseline }: Suite): string[] =>
  scenarios.flatMap(({ name, title }) => {
    const own = rowsOf(rows, name);
    return own.length === 0 ? [] : [`\n## ${name}: ${title}\n`, scenarioTable(own, baseline)];
  });

/** CPU per request, a panel for each scenario that was measured. */
export const cpuPanels = (rows: Row[], { scenarios, baseline, ours }: Suite): Chart["panels"] =>
  scenarios.flatMap(({ name, title }) => {
    const own = rowsOf(rows, name);
    const base = own.find((row) => row.contender === baseline);
    const bars = own.map((row) => ({
      label: row.contender,
      value: row.cpuMicros,
      text: cpuFigure(row, base, " µs"),
      isOurs: row.contender.startsWith(ours),
    }));
    return bars.length === 0 ? [] : [{ title, bars }];
  });
