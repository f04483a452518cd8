import { expect, test } from "vitest";
import { retryDelaysMs, verdictOf } from "./verdict.ts";

const now = new Date("2026-11-21T12:00:00Z");
const hourMs = 3_600_000;

const after = (status: number, { tried = 1, retryAfter }: { tried?: number; retryAfter?: string } = {}) =>
  verdictOf({ answer: { status, excerpt: "", ...(retryAfter !== undefined && { retryAfter }) } }, { tried, now });

const waitOf = (verdict: ReturnType<typeof after>) =>
  verdict.status === "pending" ? verdict.nextAt.getTime() - now.getTime() : verdict.status;

test.each([200, 201, 202, 204, 299])("%i is a delivery", (status) => {
  expect(after(status)).toEqual({ status: "delivered" });
});

test.each([199, 300, 301, 302, 304, 307, 308, 400, 401, 404, 500, 503])(
  "%i is a failure that is tried again",
  (status) => {
    expect(after(status)).toMatchObject({ status: "pending" });
  },
);

test("the waits are those of the schedule, up to a fifth longer, and then there is no more", () => {
  expect(retryDelaysMs.map((ms) => ms / 1000)).toEqual([5, 300, 1800, 7200, 18_000, 36_000]);
  for (const [index, delayMs] of retryDelaysMs.entries()) {
    for (let round = 0; round < 50; round += 1) {
      const waitMs = Number(waitOf(verdictOf({ error: "timeout" }, { tried: index + 1, now })));
      expect(waitMs).toBeGreaterThanOrEqual(delayMs);
      expect(waitMs).toBeLessThan(delayMs * 1.2 + 1);
    }
  }
  expect(after(500, { tried: 7 })).toEqual({ status: "failed", isGone: false });
});

test("410 is the end", () => {
  expect(after(410)).toEqual({ status: "failed", isGone: true });
});

test("an endpoint that is busy may ask for a longer wait, of a day at most", () => {
  expect(waitOf(after(429, { retryAfter: "90" }))).toBe(90_000);
  expect(waitOf(after(503, { retryAfter: "Sat, 21 Nov 2026 13:00:00 GMT" }))).toBe(hourMs);
  expect(waitOf(after(503, { retryAfter: "9999999999" }))).toBe(24 * hourMs);
});

test.each([
  ["a shorter one", "1", 429],
  ["one in the past", "Sat, 21 Nov 2020 13:00:00 GMT", 503],
  ["what cannot be read", "soon", 503],
  ["a negative one", "-5", 429],
  ["one with another answer", "90", 500],
])("%s changes nothing", (_, retryAfter, status) => {
  expect(waitOf(after(status, { retryAfter }))).toBeLessThanOrEqual(6000);
  expect(waitOf(after(status, { retryAfter }))).toBeGreaterThanOrEqual(5000);
});
