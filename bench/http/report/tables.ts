import type { Row } from "../measure/rounds.ts";

/** A Markdown table; the first column is text, the others are figures. */
export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, index) => (index === 0 ? "---" : "--:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

const times = (value: number) => `${value.toFixed(value < 0.2 ? 3 : 2)}×`;

/** Everything about one scenario, with the ratios to one of its rows. */
export function scenarioTable(rows: Row[], baseline: string): string {
  const base = rows.find((row) => row.contender === baseline);
  return markdownTable(
    [
      "",
      "CPU µs/request",
      "ratio",
      "quiet",
      "ratio",
      "requests/s",
      "ratio",
      "p50 ms",
      "p95 ms",
      "p99 ms",
      "server's core",
      "others on it",
    ],
    rows.map((row) => [
      row.contender,
      row.cpuMicros.toFixed(1),
      base ? times(row.cpuMicros / base.cpuMicros) : "",
      row.quietMicros.toFixed(1),
      base ? times(row.quietMicros / base.quietMicros) : "",
      row.perSecond.toFixed(0),
      base ? times(row.perSecond / base.perSecond) : "",
      row.p50Ms.toFixed(2),
      row.p95Ms.toFixed(2),
      row.p99Ms.toFixed(2),
      `${(100 * row.busy).toFixed(0)} %`,
      Number.isNaN(row.others) ? "" : `${(100 * row.others).toFixed(0)} %`,
    ]),
  );
}

/** One figure of every contender in every scenario. */
export function overviewTable(
  rows: Row[],
  figure: (row: Row, base: Row | undefined) => string,
  baseline: string,
): string {
  const scenarios = [...new Set(rows.map((row) => row.scenario))];
  const contenders = [...new Set(rows.map((row) => row.contender))];
  const find = (contender: string, scenario: string) =>
    rows.find((row) => row.contender === contender && row.scenario === scenario);
  const body = contenders.map((contender) => [
    contender,
    ...scenarios.map((scenario) => {
      const row = find(contender, scenario);
      return row ? figure(row, find(baseline, scenario)) : "–";
    }),
  ]);
  return markdownTable(["", ...scenarios], body);
}

/** Microseconds, and the ratio to the baseline. */
const figureOf =
  (key: "cpuMicros" | "quietMicros") =>
  (row: Row, base: Row | undefined, unit = ""): string =>
    `${row[key].toFixed(1)}${unit}${base ? ` (${times(row[key] / base[key])})` : ""}`;

export const cpuFigure = figureOf("cpuMicros");
export const quietFigure = figureOf("quietMicros");
