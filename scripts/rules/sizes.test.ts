import { expect, test } from "vitest";
import { type File, source } from "./files.ts";

const limits = { median: 80, p90: 200, max: 300 };

function sizeFaults(list: File[]): string[] {
  const sizes = list.map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }));
  const ordered = sizes.map(({ lines }) => lines).toSorted((a, b) => a - b);
  const at = (share: number) => ordered[Math.floor(ordered.length * share)] ?? 0;
  return [
    ...(at(0.5) > limits.median ? [`the median is ${at(0.5)} lines, more than ${limits.median}`] : []),
    ...(at(0.9) > limits.p90 ? [`one file in ten has ${at(0.9)} lines or more, above ${limits.p90}`] : []),
    ...sizes.filter(({ lines }) => lines > limits.max).map(({ path, lines }) => `${path} has ${lines} lines`),
  ];
}

const fileOf = (lines: number, path = "a.ts"): File => ({ path, text: "x\n".repeat(lines) });

test("files are small", () => {
  expect(source().length).toBeGreaterThan(50);
  expect(sizeFaults(source())).toEqual([]);
});

test("a file above the maximum is named", () => {
  expect(sizeFaults([fileOf(1), fileOf(2), fileOf(300), fileOf(301, "big.ts")])).toContain("big.ts has 301 lines");
  expect(sizeFaults([...Array.from({ length: 20 }, () => fileOf(80)), fileOf(300)])).toEqual([]);
});

test("too many middling files are a fault as well", () => {
  expect(sizeFaults([fileOf(10), fileOf(81), fileOf(90)])).toEqual(["the median is 81 lines, more than 80"]);
  expect(sizeFaults([...Array.from({ length: 8 }, () => fileOf(10)), fileOf(201), fileOf(201)])).toHaveLength(1);
});
