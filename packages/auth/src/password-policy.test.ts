import { expect, test } from "vitest";
import { createPasswordPolicy } from "./password-policy.ts";

const { faults: passwordFaults } = createPasswordPolicy();
const context = ["ada.lovelace@example.com", "Ada Lovelace", "ada", "tenon"];

test.for([
  ["", "too_short"],
  ["elevenchars", "too_short"],
  ["ffi-ffi-ffi".replaceAll("ffi", "ﬃ").slice(0, 5), "too_short"],
  ["👩".repeat(11), "too_short"],
  ["x1!y".repeat(40), "too_long"],
  ["aaaaaaaaaaaaaaaa", "repetitive"],
  ["abababababab", "repetitive"],
  ["abcdabcdabcdabcd", "repetitive"],
  ["ada.lovelace@example.com", "guessable"],
  ["AdaLovelace1", "guessable"],
  ["password1234", "guessable"],
  ["P@ssw0rd2024", "guessable"],
  ["Password123!", "guessable"],
  ["123456789012", "guessable"],
  ["qwertyuiop12", "guessable"],
  ["letmeinletmein", "guessable"],
  ["Summer2026!!", "guessable"],
  ["Lovelace-Ada-99", "guessable"],
  ["tenon-tenon-tenon-1", "guessable"],
  ["Tenon.example.com", "guessable"],
  ["ＡｄａＬｏｖｅｌａｃｅ1", "guessable"],
  ["businessbabe", "guessable"],
  ["B4rc3lona2024!", "guessable"],
  ["1234internet5678", "guessable"],
] as const)("%j is %s", async ([password, code]) => {
  const faults = await passwordFaults(password, context);

  expect(faults).toMatchObject([{ path: ["password"], code }]);
});

test.for([
  "correct horse battery",
  "Tr0ub4dour&3-at-sea",
  "winter is when the geese leave",
  "twelve chars",
  "ada likes long walks",
  "x".repeat(60) + "abcd1234" + "y".repeat(60),
  "пароль из слов",
  "密碼很長很難猜到的十二字",
  "ﬃ ﬁ ﬀ ﬃ abc",
  "        a b c d",
])("%j is accepted", async (password) => {
  expect(await passwordFaults(password, context)).toEqual([]);
});

test("empty and short context words are left out of account", async () => {
  expect(await passwordFaults("correct horse battery", ["", "or", "a"])).toEqual([]);
});

test("a name of wide letters counts like its plain spelling", async () => {
  expect(await passwordFaults("AdaLovelace1", ["Ａｄａ Ｌｏｖｅｌａｃｅ"])).toMatchObject([{ code: "guessable" }]);
});

test("an adversarial password is judged at once", async () => {
  const words = ["a".repeat(80), ...Array.from({ length: 100 }, () => "ada ".repeat(20))];

  expect(await passwordFaults("ada".repeat(42), words)).toMatchObject([{ code: "repetitive" }]);
  expect(await passwordFaults("\ufdfa".repeat(1024), context)).toMatchObject([{ code: "too_long" }]);
});

test("a minimum of its own is told, and a maximum stays", async () => {
  const policy = createPasswordPolicy({ minLength: 15 });

  expect(await policy.faults("fourteen chars", [])).toEqual([
    { path: ["password"], code: "too_short", message: "Use at least 15 characters." },
  ]);
  expect(await policy.faults("fifteen chars ä", [])).toEqual([]);
});

test("composition is asked for only where it is configured", async () => {
  const policy = createPasswordPolicy({ composition: "mixed" });

  for (const lacking of ["correct horse battery", "CORRECT HORSE 1", "Correct horse battery", "CorrectHorse1Battery"])
    expect(await policy.faults(lacking, [])).toMatchObject([{ code: "composition" }]);
  expect(await policy.faults("Correct horse 1 battery", [])).toEqual([]);
});

test("of the most used passwords that are long enough none is accepted", async () => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const long = dictionary["passwords-common"].filter((word) => word.length >= 12);

  const accepted = [];
  for (const word of long) if ((await passwordFaults(word, [])).length === 0) accepted.push(word);

  expect(long.length).toBeGreaterThan(300);
  expect(accepted).toEqual([]);
});

test("a password of a breach is refused, as it is typed and as it is hashed", async () => {
  const asked: string[] = [];
  const list = {
    has: async (password: string) => {
      asked.push(password);
      return password === "correct horse ffi";
    },
    close: async () => {},
  };
  const policy = createPasswordPolicy({ breached: [list] });

  expect(await policy.faults("correct horse ﬃ", [])).toMatchObject([{ code: "breached" }]);
  expect(await policy.faults("correct horse fil", [])).toEqual([]);
  expect(asked).toEqual(["correct horse ﬃ", "correct horse ffi", "correct horse fil"]);
});
