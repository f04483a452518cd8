import { keyRing } from "@tenon/auth";
import { expect, test } from "vitest";
import { keyReport } from "./key-report.ts";

const rings = {
  vault: keyRing("now", "before", "long ago"),
  "password-pepper": keyRing("NOW", "BEFORE", "LONG AGO"),
  audit: keyRing("Now", "Before", "Long ago"),
};
const [now, before] = rings.vault.map(({ id }) => id);
const [, pepperBefore] = rings["password-pepper"].map(({ id }) => id);
const secret = { what: "webhooks.secret", purpose: "vault" } as const;
const password = { what: "users.password_hash", purpose: "password-pepper" } as const;

test("tells what needs which secret, and which one can go", () => {
  const lines = keyReport(
    [
      { ...secret, keyId: now!, rows: 3 },
      { ...password, keyId: pepperBefore!, rows: 2 },
      { ...password, keyId: null, rows: 7 },
      { ...password, keyId: "0badcafe", rows: 1 },
    ],
    rings,
  );

  expect(lines).toEqual([
    `webhooks.secret  3 × APP_SECRET (key ${now})`,
    `users.password_hash  2 × APP_SECRET_PREVIOUS, number 1 (key ${pepperBefore})`,
    "users.password_hash  7 × no key is named",
    "users.password_hash  1 × a secret that is not configured (key 0badcafe)",
    "Nothing stored needs APP_SECRET_PREVIOUS, number 2 any more.",
  ]);
});

test("says so where nothing is stored", () => {
  expect(keyReport([], rings)).toEqual(["Nothing stored needs any secret yet."]);
});

test("lets no secret go while something sealed names no key", () => {
  const lines = keyReport(
    [
      { ...secret, keyId: before!, rows: 1 },
      { ...secret, keyId: null, rows: 1 },
    ],
    rings,
  );

  expect(lines.at(-1)).toBe("Seal anew what names no key first: pnpm keys --reseal");
});

test("a secret by which the end of the audit log is vouched for is still needed", () => {
  const what = "audit_checkpoints, last seal";
  const lines = keyReport([{ what, purpose: "audit", keyId: rings.audit[1]?.id ?? null, rows: 1 }], rings);

  expect(lines).toEqual([
    `${what}  1 × APP_SECRET_PREVIOUS, number 1 (key ${rings.audit[1]?.id})`,
    "Nothing stored needs APP_SECRET_PREVIOUS, number 2 any more.",
  ]);
});
