import { expect, test } from "vitest";
import { newTotpSecret, totpCode, totpStep, totpUri } from "./totp.ts";

/** The secret of RFC 6238's test vectors, "12345678901234567890", in Base32. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_234_567_890, "005924"],
  [20_000_000_000, "353130"],
])("at %i s the code of RFC 6238's secret is %s", (seconds, code) => {
  expect(totpCode(secret, at(seconds))).toBe(code);
  expect(totpStep({ secret, code }, at(seconds))).toBe(Math.floor(seconds / 30));
});

test("a code is taken one step before and after its own, and told as its own step", () => {
  const now = 1_800_000_000;
  const code = totpCode(secret, at(now));
  const seen = [-60, -30, 0, 30, 60].map((later) => totpStep({ secret, code }, at(now + later)));

  expect(seen).toEqual([null, now / 30, now / 30, now / 30, null]);
});

test("a secret has 160 bits of its own, and its address names issuer and account", () => {
  const one = newTotpSecret();

  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(one);
  expect(totpUri({ secret: one, issuer: "Tenon", account: "ada@example.com" })).toBe(
    `otpauth://totp/Tenon:ada%40example.com?issuer=Tenon&secret=${one}&algorithm=SHA1&digits=6&period=30`,
  );
});

test("what is no code is none", () => {
  for (const code of ["", "12345", "1234567", "abcdef", "𝟏𝟐𝟑𝟒𝟓𝟔"])
    expect(totpStep({ secret, code }, at(59))).toBeNull();
});
