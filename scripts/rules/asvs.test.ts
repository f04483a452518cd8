import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { type File, files } from "./files.ts";

/** The requirements of ASVS 5.0 that Tenon is measured against: level 2 as far as it concerns an API, and some of level 3. */
const required = `
  2.2.1 2.2.2 2.3.1 2.3.3 2.3.4 2.4.1
  3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6 3.5.1 3.5.2 3.5.3 3.7.2
  4.1.1 4.1.3 4.2.1 4.4.2 4.4.3 4.4.4
  6.1.1 6.1.3 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.8 6.2.9 6.2.10 6.2.11 6.2.12 6.3.1 6.3.2 6.3.3 6.3.4 6.3.7 6.3.8
  6.4.1 6.4.2 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.2 6.6.3 6.8.1 6.8.2 6.8.4
  7.1.1 7.1.2 7.1.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.5 7.5.1 7.5.2
  8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.3.2 8.4.1
  9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 9.2.4
  10.1.2 10.2.1 10.2.2 10.4.5 10.4.8 10.4.9 10.5.1 10.5.2 10.5.3 10.5.4
  11.1.1 11.1.2 11.2.2 11.4.2 11.5.1
  13.3.1 13.4.2 13.4.5 14.2.1 14.3.2
  16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1 16.3.2 16.3.3 16.3.4 16.4.1 16.5.1 16.5.2 16.5.3
`
  .trim()
  .split(/\s+/);

type Line = { ids: string[]; proofs: { title: string; path: string }[] };

/** The ids of a cell: `2.2.1, 2.3.1–2.3.3*`. */
function idsOf(cell: string): string[] {
  return cell.split(",").flatMap((part) => {
    const [first = "", last = first] = part.replace("*", "").trim().split("–");
    const [start, end] = [first, last].map((id) => Number(id.split(".").at(-1)));
    const stem = first.slice(0, first.lastIndexOf("."));
    return Array.from({ length: end! - start! + 1 }, (_, at) => `${stem}.${start! + at}`);
  });
}

/** The lines of the tables whose first cell has ids. */
function linesOf({ path, text }: File): Line[] {
  return text.split("\n").flatMap((row) => {
    const [, ids = ""] = /^\|\s*(\d+\.\d+\.\d+[^|]*?)\s*\|/.exec(row) ?? [];
    const links = row.matchAll(/\[(`+)(.+?)\1\]\(([^)]+)\)/g);
    const proofs = [...links].map(([, , title = "", link = ""]) => ({
      title,
      path: normalize(join(dirname(path), link)),
    }));
    return ids === "" ? [] : [{ ids: idsOf(ids), proofs }];
  });
}

/** What the tests of a file, and what gathers them, are called. */
function titlesOf(text: string): Set<string> {
  const calls = text.matchAll(
    /^\s*(?:test|describe)(?:\.(?:each|for|skipIf)\b[\s\S]*?\))?\(\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`),/gm,
  );
  return new Set([...calls].map(([, quoted, ticked]) => (quoted ?? ticked ?? "").replaceAll('\\"', '"')));
}

/** The proofs that are not there. */
function missing(lines: Line[], read: (path: string) => string | undefined): string[] {
  return lines.flatMap(({ ids, proofs }) =>
    proofs
      .filter(({ title, path }) => !path.endsWith(".test.ts") || !titlesOf(read(path) ?? "").has(title))
      .map(({ title, path }) => `${ids[0]}: ${path} has no test "${title}"`),
  );
}

const page = () => files("docs/security.md").flatMap(linesOf);

test("each requirement has a line in docs/security.md, and no other has", () => {
  const ids = page().flatMap((line) => line.ids);

  expect(ids.toSorted()).toEqual(required.toSorted());
});

test("each line has a test that proves it", () => {
  expect(page().filter(({ proofs }) => proofs.length === 0)).toEqual([]);
});

test("each test that is cited is in its file", () => {
  const texts = new Map(files("{apps,packages,scripts}/**/*.test.ts").map(({ path, text }) => [path, text]));

  expect(missing(page(), (path) => texts.get(path))).toEqual([]);
});

test("a title that is not a test's, and a line without proof, are found", () => {
  const text =
    "| 2.3.1, 3.4.1–3.4.3\\* | a | b | [`one`](../a.test.ts)<br>[``a `b` ``](../b.test.ts) |\n| 9.9.9 | a | b |  |\n";
  const lines = linesOf({ path: "docs/a.md", text: text.replace("\\", "") });
  const a = 'test.each([1])(\n  "two", () => {});\ntest("one", () => {});\n// test("three",';

  expect(lines.map(({ ids, proofs }) => [ids.join(" "), proofs.length])).toEqual([
    ["2.3.1 3.4.1 3.4.2 3.4.3", 2],
    ["9.9.9", 0],
  ]);
  expect([...titlesOf(a)]).toEqual(["two", "one"]);
  expect(missing(lines, (path) => (path === "a.test.ts" ? a : undefined))).toEqual([
    '2.3.1: b.test.ts has no test "a `b` "',
  ]);
});
