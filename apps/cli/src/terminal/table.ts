import { printable } from "./printable.ts";
import { pad, truncate, widthOf } from "./width.ts";

export type Column<Row> = {
  header: string;
  cell: (row: Row) => string;
  align?: "right";
  /** May be cut down to so many columns where the terminal is narrow. The first of these columns gives way first. */
  min?: number;
  /** Left out where the rest would have to be cut. */
  isOptional?: boolean;
};

export type TableLayout = {
  /** Columns of the terminal; Infinity cuts nothing. */
  width: number;
  /** Styles the line of headers. */
  header: (line: string) => string;
};

const gap = "  ";

/** Aligned columns without borders, one line for each row. Cells are made safe to print here. */
export function table<Row>(rows: Row[], columns: Column<Row>[], { width, header }: TableLayout): string {
  const sized = columns.map((column) => {
    const cells = rows.map((row) => printable(column.cell(row)));
    return { ...column, cells, width: Math.max(widthOf(column.header), ...cells.map(widthOf)) };
  });
  const fitted = fit(sized, width);
  const line = (cellOf: (column: (typeof fitted)[number]) => string) =>
    fitted
      .map((column) => pad(truncate(cellOf(column), column.width), column.width, column.align))
      .join(gap)
      .trimEnd();

  return [
    header(line((column) => column.header)),
    ...rows.map((_, index) => line((column) => column.cells[index] ?? "")),
  ].join("\n");
}

type Sized = { width: number; min?: number; isOptional?: boolean };

function fit<C extends Sized>(columns: C[], room: number): C[] {
  if (excessOf(columns, room) <= 0) return columns;
  const optional = columns.findLastIndex((column) => column.isOptional);
  return optional === -1 ? shrink(columns, room) : fit(columns.toSpliced(optional, 1), room);
}

function shrink<C extends Sized>(columns: C[], room: number): C[] {
  let excess = excessOf(columns, room);
  return columns.map((column) => {
    const cut = Math.min(Math.max(0, column.width - (column.min ?? column.width)), excess);
    excess -= cut;
    return { ...column, width: column.width - cut };
  });
}

const excessOf = (columns: Sized[], room: number): number =>
  columns.reduce((sum, { width }) => sum + width, gap.length * (columns.length - 1)) - room;
