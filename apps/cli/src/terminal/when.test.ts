import { expect, test } from "vitest";
import { dateTime, when } from "./when.ts";

const now = new Date(2026, 2, 15, 12, 0, 0);
const at = (secondsAgo: number) => new Date(now.getTime() - secondsAgo * 1000);

test.each([
  [0, "just now"],
  [59, "just now"],
  [60, "1 min ago"],
  [3599, "59 min ago"],
  [3600, "1 h ago"],
  [86_400, "1 d ago"],
  [7 * 86_400 - 1, "6 d ago"],
  [7 * 86_400, "2026-03-08"],
  [-90, "in 1 min"],
  [-2 * 86_400, "in 2 d"],
  [-30 * 86_400, "2026-04-14"],
])("%i seconds ago is %j", (seconds, expected) => {
  expect(when(at(seconds), now)).toBe(expected);
});

test("a date and time is local, in the order of ISO 8601", () => {
  expect(dateTime(new Date(2026, 0, 5, 7, 3))).toBe("2026-01-05 07:03");
});
