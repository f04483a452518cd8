import { expect, test } from "vitest";
import { statementNames } from "./statement-names.ts";

test("a statement gets its name when it comes back, and keeps it", () => {
  const nameOf = statementNames();

  expect([1, 2, 3].map(() => nameOf({ sql: "SELECT 1" }))).toEqual([undefined, "s1", "s1"]);
  expect([1, 2].map(() => nameOf({ sql: "SELECT 2" }))).toEqual([undefined, "s2"]);
});

test("only so many statements are named", () => {
  const nameOf = statementNames(2);
  const twice = (sql: string) => [nameOf({ sql }), nameOf({ sql })][1];

  expect(["a", "b", "c"].map(twice)).toEqual(["s1", "s2", undefined]);
  expect(nameOf({ sql: "a" })).toBe("s1");
});

test("a huge statement is not kept in memory", () => {
  const nameOf = statementNames();
  const sql = `SELECT ${"x".repeat(20_000)}`;

  expect([nameOf({ sql }), nameOf({ sql })]).toEqual([undefined, undefined]);
});
