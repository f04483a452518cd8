import { beforeEach, expect, test } from "vitest";
import { createPairing, type Pairing } from "./pairing.ts";
import type { Known } from "./refs.ts";

const [one, two, three] = [1, 2, 3].map((digit) => `0000000${digit}-0000-7000-8000-000000000000`);

let known: Known;
let pairing: Pairing;
beforeEach(() => {
  known = {
    user: [],
    post: [],
    comment: [],
    file: [],
    job: [],
    notification: [],
    webhook: [],
    delivery: [],
    session: [],
    apiKey: [],
    fresh: [],
    cursor: [],
  };
  pairing = createPairing(known);
});

test.each([
  ["values", { a: [1, null, "x"] }, { a: [1, null, "x"] }],
  ["ids, each side its own", { id: one, again: one }, { id: two, again: two }],
  ["moments of one call", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:01.500Z"],
  ["text that looks like a moment and is none", "2026-01-01T25:00:00Z", "2026-01-01T25:00:00Z"],
  ["secrets of one length", { token: "abc" }, { token: "xyz" }],
  ["names with a random end", { slug: "hello-a1b2c3" }, { slug: "hello-z9y8x7" }],
  ["waits that a second has passed of", { retryAfter: 60 }, { retryAfter: 59 }],
])("%s are the same", (_, left, right) => {
  expect(pairing.difference(left, right)).toBeUndefined();
});

test.each([
  ["another value", { a: 1 }, { a: "1" }],
  ["a key that is missing", { a: 1, b: undefined, c: 2 }, { a: 1, b: undefined }],
  ["another order", ["a", "b"], ["b", "a"]],
  ["a list for an object", [], {}],
  ["one id for two", { a: one, b: two }, { a: three, b: three }],
  ["two ids for one", { a: one, b: one }, { a: two, b: three }],
  ["another time", "2026-01-01T00:00:00.000Z", "2026-01-01T00:01:00.000Z"],
  ["another name before a random end", { slug: "hello-a1b2c3" }, { slug: "hallo-z9y8x7" }],
  ["nothing for null", { nextCursor: null }, {}],
])("%s is a difference", (_, left, right) => {
  expect(pairing.difference(left, right)).toEqual(expect.any(String));
});

test("what the sides call differently can be asked for later", () => {
  pairing.difference({ id: one, nextCursor: "left" }, { id: two, nextCursor: "right" });

  expect(known.fresh).toEqual([[one, two]]);
  expect(known.cursor).toEqual([["left", "right"]]);
});
