import { expect, test } from "vitest";
import { printable, printableJson, printableLines } from "./printable.ts";

test.each([
  ["\u001b[31mred", "␛[31mred"],
  ["\u001b]0;title\u0007", "␛]0;title␇"],
  ["\u009b31m", "\ufffd31m"],
  ["back\u0008space\u007f", "back␈space␡"],
  ["exe\u202ecod.exe", "execod.exe"],
  ["half \ud800 pair", "half \ufffd pair"],
  ["first\rsecond", "first\nsecond"],
  ["kept\n\tas it is é 日本 👩‍👩‍👧", "kept\n\tas it is é 日本 👩‍👩‍👧"],
])("%j reaches a terminal as %j", (text, expected) => {
  expect(printableLines(text)).toBe(expected);
});

test("a table's cell is one line", () => {
  expect(printable(" two\r\nlines,\u2028three\tand a tab ")).toBe("two lines, three and a tab");
});

test("JSON holds the same value without a raw control character", () => {
  const value = { title: "\u001b[31m\u009b31m\u007f\u202e", at: new Date(0), nested: ["\u2028\ud800", null] };

  const json = printableJson(value);

  expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  expect(JSON.parse(json)).toEqual({ ...value, at: "1970-01-01T00:00:00.000Z" });
  expect(printableJson(undefined)).toBe("null");
});
