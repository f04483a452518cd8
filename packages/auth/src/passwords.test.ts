import { expect, test } from "vitest";
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

test("an account without a password, and none at all, take the time of a wrong password", async () => {
  const costly = createPasswords({ memoryKib: 4096, passes: 2 });
  const stored = await costly.hash("correct horse");
  const fastest = async (candidate: string | null) => {
    let best = Infinity;
    for (let i = 0; i < 8; i += 1) {
      const started = performance.now();
      await costly.verify(candidate, "wrong horse");
      best = Math.min(best, performance.now() - started);
    }
    return best;
  };

  const [wrong, nobody, garbage] = [await fastest(stored), await fastest(null), await fastest("garbage")];

  expect(nobody / wrong).toBeGreaterThan(0.5);
  expect(garbage / wrong).toBeGreaterThan(0.5);
});

test("a flood is turned away, not queued without end", async () => {
  const flooded = createPasswords({ memoryKib: 8, passes: 1, gate: { concurrency: 2, queue: 10, waitMs: 60_000 } });

  const outcomes = await outcomesOf(Array.from({ length: 100 }, () => flooded.verify(null, "x")));

  expect(outcomes).toEqual({ ok: 12, AUTH_BUSY: 88 });
});
