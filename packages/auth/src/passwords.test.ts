import * as argon2 from "@node-rs/argon2";
import { describe, expect, test } from "vitest";
import { keyRing } from "./key-ring.ts";
import { createPasswords } from "./passwords.ts";
import { outcomesOf } from "./testing.ts";

const passwords = createPasswords({ memoryKib: 8, passes: 1 });

test("a password is stored as a salted argon2id string and verifies against it", async () => {
  const [one, two] = await Promise.all([passwords.hash("correct horse"), passwords.hash("correct horse")]);

  expect(one).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[^$]+\$[^$]+$/);
  expect(one).not.toBe(two);
  expect(await passwords.verify(one, "correct horse")).toBe(true);
  expect(await passwords.verify(one, "correct horsf")).toBe(false);
  expect(await passwords.verify(one, "")).toBe(false);
});

test("the cost is OWASP's unless told otherwise", async () => {
  const stored = await createPasswords().hash("correct horse");

  expect(stored).toContain("$m=19456,t=2,p=1$");
  expect(await passwords.verify(stored, "correct horse")).toBe(true);
});

test("two keyboards' spellings of one password are one password", async () => {
  const stored = await passwords.hash("caf\u00e9 ﬃ ①");

  expect(await passwords.verify(stored, "cafe\u0301 ffi 1")).toBe(true);
  expect(await passwords.verify(stored, "cafe ffi 1")).toBe(false);
});

test("nothing is cut off a long password", async () => {
  const long = "x".repeat(1024);
  const stored = await passwords.hash(long);

  expect(await passwords.verify(stored, long)).toBe(true);
  expect(await passwords.verify(stored, long.slice(1))).toBe(false);
});

test("nobody's password is never right", async () => {
  expect(await passwords.verify(null, "")).toBe(false);
  expect(await passwords.verify(null, "correct horse")).toBe(false);
});

test.for([
  "",
  "garbage",
  "$argon2id$",
  "$2b$10$abcdefghijklmnopqrstuv",
  "$argon2id$v=19$m=8,t=1,p=1$AAAA$",
  "\0",
  "💥",
])("a stored value of %j is a wrong password, not a failure", async (stored) => {
  expect(await passwords.verify(stored, "correct horse")).toBe(false);
});

test("an account without a password, garbage, an unknown pepper and none at all cost what a wrong password costs", async () => {
  const paid: string[] = [];
  const verify: typeof argon2.verify = async (stored, ...rest) => {
    const isRight = await argon2.verify(stored, ...rest);
    // Only of one that was computed.
    paid.push(`${String(stored).split("$")[3]?.split(",keyid")[0]} ${isRight}`);
    return isRight;
  };
  const cheap = { memoryKib: 64, passes: 2 };
  const counted = createPasswords({ ...cheap, argon2: { hash: argon2.hash, verify } });
  const elsewhere = createPasswords({ ...cheap, pepper: keyRing("a pepper of thirty-two characters") });
  const stored = [await counted.hash("correct horse"), null, "", "garbage", await elsewhere.hash("correct horse")];

  for (const candidate of stored) await counted.verify(candidate, "wrong horse");

  expect(paid).toEqual(stored.map(() => "m=64,t=2,p=1 false"));
});

test("a flood is turned away, not queued without end", async () => {
  const flooded = createPasswords({ memoryKib: 8, passes: 1, gate: { concurrency: 2, queue: 10, waitMs: 60_000 } });

  const outcomes = await outcomesOf(Array.from({ length: 100 }, () => flooded.verify(null, "x")));

  expect(outcomes).toEqual({ ok: 12, AUTH_BUSY: 88 });
});

describe("with a pepper", () => {
  const [old, next] = ["a pepper of thirty-two characters", "another pepper of as many chars"];
  const cheap = { memoryKib: 8, passes: 1 };
  const peppered = (...secrets: [string, ...string[]]) => createPasswords({ ...cheap, pepper: keyRing(...secrets) });

  test("a hash names it, as its format has it, and is of no use without it", async () => {
    const stored = await peppered(old).hash("correct horse");
    const stolen = stored.replace(/,keyid=[^$]+/, "");

    expect(stored).toMatch(
      new RegExp(`^\\$argon2id\\$v=19\\$m=8,t=1,p=1,keyid=${keyRing(old)[0].id}\\$[^$]+\\$[^$]+$`),
    );
    expect(await peppered(old).verify(stored, "correct horse")).toBe(true);
    expect(await peppered(old).verify(stored, "correct horsf")).toBe(false);
    expect(await passwords.verify(stolen, "correct horse")).toBe(false);
  });

  test("hashes of earlier peppers and of none are still good, and outdated", async () => {
    const rotated = peppered(next, old);
    const hashes = [await passwords.hash("x y z"), await peppered(old).hash("x y z"), await rotated.hash("x y z")];

    expect(await Promise.all(hashes.map((stored) => rotated.verify(stored, "x y z")))).toEqual([true, true, true]);
    expect(hashes.map((stored) => rotated.isOutdated(stored))).toEqual([true, true, false]);
  });

  test("a hash whose pepper is gone is a wrong password, which is told once", async () => {
    const told: string[] = [];
    const moved = createPasswords({ ...cheap, pepper: keyRing(next), onUnknownPepper: (keyId) => told.push(keyId) });
    const stored = await peppered(old).hash("correct horse");

    expect(await moved.verify(stored, "correct horse")).toBe(false);
    expect(await moved.verify(stored, "correct horse")).toBe(false);
    expect(told).toEqual([keyRing(old)[0].id]);
    expect(await passwords.verify(stored, "correct horse")).toBe(false);
  });
});

test("a hash of other parameters is outdated, one of these is not", async () => {
  const stored = await passwords.hash("correct horse");

  expect(passwords.isOutdated(stored)).toBe(false);
  expect(createPasswords({ memoryKib: 16, passes: 1 }).isOutdated(stored)).toBe(true);
  expect(createPasswords({ memoryKib: 8, passes: 2 }).isOutdated(stored)).toBe(true);
  expect(passwords.isOutdated("garbage")).toBe(true);
});

test("how long a hash takes can be measured", async () => {
  const [quick, slow] = [await passwords.measure(), await createPasswords({ memoryKib: 8192, passes: 3 }).measure()];

  expect(quick).toBeGreaterThan(0);
  expect(slow).toBeGreaterThan(quick);
});
