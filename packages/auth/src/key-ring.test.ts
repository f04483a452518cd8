import { expect, test } from "vitest";
import { keyRing } from "./key-ring.ts";

test("a key has an id that it alone has, wherever it stands in the ring, and that does not tell it", () => {
  const [one, two] = [keyRing("one secret", "another secret"), keyRing("another secret", "one secret")];

  expect(one.map(({ id }) => id)).toEqual(two.map(({ id }) => id).toReversed());
  expect(new Set(one.map(({ id }) => id)).size).toBe(2);
  expect(one[0].id).toMatch(/^[0-9a-f]{8}$/);
  expect(one[0].secret).toBe("one secret");
});

test("a key is in its ring once", () => {
  expect(keyRing("one", "two", "one", "two").map(({ secret }) => secret)).toEqual(["one", "two"]);
});
