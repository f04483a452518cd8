import { expect, test } from "vitest";
import { newRecoveryCodes, readRecoveryCode } from "./recovery-codes.ts";

test("a set has ten codes with a letter each and 75 random bits that people can type", () => {
  const codes = newRecoveryCodes();

  expect(codes.filter((code) => !/^[A-HJK](?:-[0-9A-HJKMNP-TV-Z]{5}){3}$/.test(code))).toEqual([]);
  expect(new Set(codes.map(([slot]) => slot)).size).toBe(10);
  expect(new Set([...codes, ...newRecoveryCodes()].map((code) => code.slice(2))).size).toBe(20);
});

test("every code that is made can be read", () => {
  for (const code of newRecoveryCodes())
    expect(readRecoveryCode(code)).toEqual({ slot: code[0], normal: code.replaceAll("-", "") });
});

test("letters, dashes, spaces and what looks alike do not matter", () => {
  const read = readRecoveryCode("B-01X8C-1Q2ZN-4MW0E");

  for (const typed of [" b 01x8c 1q2zn 4mw0e ", "bo1x8cLq2zn4mwOe", "B01X8C-IQ2ZN-4MWOE"])
    expect(readRecoveryCode(typed)).toEqual(read);
});

test.for([
  "",
  "A",
  "A-7KQ2M-9X4TD-HH3P",
  "A-7KQ2M-9X4TD-HH3PRR",
  "I-7KQ2M-9X4TD-HH3PR",
  "A-7KQ2M-9X4TD-HH3PU",
  "A-7KQ2M-9X4TD-HH3P\0",
])("%j is no code", (typed) => {
  expect(readRecoveryCode(typed)).toBeNull();
});
