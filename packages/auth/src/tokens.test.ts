import { expect, test } from "vitest";
import { hashToken, newToken } from "./tokens.ts";

test("a token is 256 random bits behind its prefix, and never the same", () => {
  const tokens = Array.from({ length: 1000 }, () => newToken("ss"));
  const bytes = tokens.map((token) => Buffer.from(token.slice("ss_".length), "base64url"));

  expect(tokens.filter((token) => !/^ss_[\w-]{43}$/.test(token))).toEqual([]);
  expect(new Set(tokens).size).toBe(1000);
  // Of 256 000 fair bits half are set, to within 16 standard deviations.
  const set = bytes.reduce((sum, some) => sum + some.reduce((ones, byte) => ones + onesOf(byte), 0), 0);
  expect(Math.abs(set - 128_000)).toBeLessThan(4000);
});

const onesOf = (byte: number) => byte.toString(2).replaceAll("0", "").length;

test("what is stored instead of a token is not the token, and the same each time", () => {
  const token = newToken("ss");

  expect(hashToken(token)).toMatch(/^[\w-]{43}$/);
  expect(hashToken(token)).toBe(hashToken(token));
  expect(token).not.toContain(hashToken(token));
  expect(hashToken(`${token}x`)).not.toBe(hashToken(token));
});
