import type { Row } from "../contenders/rows.ts";

export const nameOf = ({ contender, through }: Row): string => `${contender.name}, ${through}`;

const whole = new Intl.NumberFormat("en");
export const count = (value: number): string => whole.format(Math.round(value));
export const perProcedure = (value: number): string => value.toFixed(1);
export const seconds = (value: number): string => `${value.toFixed(value < 1 ? 3 : 1)} s`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/** A GitHub table, its columns as wide as their widest cell; all but the first are aligned to the right. */
export function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(...[head, ...body].map((line) => (line[column] ?? "").length), 3, title.length),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[column] ?? "").padEnd(width) : (cells[column] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...body.map(line)].join("\n");
}
