import { expect, test } from "vitest";
import { type Column, table } from "./table.ts";
import { widthOf } from "./width.ts";

type Row = { title: string; slug: string; likes: number };

const rows: Row[] = [
  { title: "On engines", slug: "on-engines", likes: 7 },
  { title: "日本語のとても長いタイトルです", slug: "a-slug-of-some-length", likes: 120 },
  { title: "Two\nlines \u001b[2J", slug: "two", likes: 0 },
];
const columns: Column<Row>[] = [
  { header: "TITLE", cell: ({ title }) => title, min: 10 },
  { header: "SLUG", cell: ({ slug }) => slug, min: 8 },
  { header: "LIKES", cell: ({ likes }) => String(likes), align: "right", isOptional: true },
];
const header = (line: string) => line;
const lines = (width: number) => table(rows, columns, { width, header }).split("\n");

test("with room for everything, columns are aligned and nothing is cut", () => {
  expect(lines(Infinity)).toEqual([
    "TITLE                           SLUG                   LIKES",
    "On engines                      on-engines                 7",
    "日本語のとても長いタイトルです  a-slug-of-some-length    120",
    "Two lines ␛[2J                  two                        0",
  ]);
});

test("with less room, what is optional goes first", () => {
  expect(lines(55)[1]).toBe("On engines                      on-engines");
});

test("then the first column gives way, then the next", () => {
  expect(lines(40)[2]).toBe("日本語のとても長…  a-slug-of-some-length");
  expect(lines(22)[2]).toBe("日本語の…   a-slug-of…");
  expect(lines(12)[2]).toBe("日本語の…   a-slug-…");
});

test.each([55, 40, 30, 22])("no line is wider than %i columns", (width) => {
  expect(lines(width).filter((line) => widthOf(line) > width)).toEqual([]);
});
