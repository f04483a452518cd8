import { expect, test } from "vitest";
import { passwordFaults } from "./password-policy.ts";

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
] as const)("%j is %s", ([password, code]) => {
  const faults = passwordFaults(password, context);

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
])("%j is accepted", (password) => {
  expect(passwordFaults(password, context)).toEqual([]);
});

test("empty and short context words are left out of account", () => {
  expect(passwordFaults("correct horse battery", ["", "or", "a"])).toEqual([]);
});

test("a name of wide letters counts like its plain spelling", () => {
  expect(passwordFaults("AdaLovelace1", ["Ａｄａ Ｌｏｖｅｌａｃｅ"])).toMatchObject([{ code: "guessable" }]);
});

test("an adversarial password is judged at once", () => {
  const words = ["a".repeat(80), ...Array.from({ length: 100 }, () => "ada ".repeat(20))];

  expect(passwordFaults("ada".repeat(42), words)).toMatchObject([{ code: "repetitive" }]);
  expect(passwordFaults("\ufdfa".repeat(1024), context)).toMatchObject([{ code: "too_long" }]);
});
