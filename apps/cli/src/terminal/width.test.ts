import { expect, test } from "vitest";
import { pad, truncate, widthOf } from "./width.ts";

test.each([
  ["plain", 5],
  ["", 0],
  ["Zoë", 3],
  ["Zoe\u0308", 3],
  ["日本", 4],
  ["ｱｲ", 2],
  ["한국", 4],
  ["\u1112\u1161\u11ab", 2],
  ["👩‍👩‍👧", 2],
  ["🇫🇷", 2],
  ["❤️", 2],
  ["a\u200bb", 2],
])("%j fills %i columns", (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test.each([
  ["fits", 4, "fits"],
  ["too long", 6, "too l…"],
  ["ends here", 6, "ends…"],
  ["日本語", 5, "日本…"],
  ["日本語", 4, "日…"],
  ["Zoe\u0308s", 3, "Zo…"],
  ["👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"],
])("%j in %i columns is %j: no character is cut in half", (text, width, expected) => {
  expect(truncate(text, width)).toBe(expected);
});

test("padding counts columns, not characters", () => {
  expect(pad("日本", 6)).toBe("日本  ");
  expect(pad("7", 3, "right")).toBe("  7");
});
