import { keyRing } from "@tenon/auth";
import { expect, test } from "vitest";
import { createCursors } from "./cursors.ts";

const cursors = createCursors(keyRing("a-secret-that-is-long-enough-for-an-hmac"));
const values = ["2026-01-01T00:00:00.000Z", "0198d1e2-7c3b-7a44-8f00-000000000001", 0.1 + 0.2, -1e-20];
const expectRefused = (scope: string, cursor: string) => {
  expect(() => cursors.decode(scope, cursor)).toThrow(expect.objectContaining({ reason: "INVALID_CURSOR" }));
};

test("a cursor gives back what it was made of, to the last bit", () => {
  expect(cursors.decode("posts", cursors.encode("posts", values))).toEqual(values);
  expect(cursors.encode("posts", values)).toMatch(/^[\w-]+\.[\w-]{16}$/);
});

test("a cursor of another list, or another server's, is refused", () => {
  const cursor = cursors.encode("posts", values);

  expectRefused("posts:oldest", cursor);
  expectRefused("", cursor);
  expectRefused("posts", createCursors(keyRing("another-secret-that-is-long-enough")).encode("posts", values));
});

test("a cursor outlives the key that signed it as long as the ring has the key", () => {
  const [old, next] = ["a-secret-that-is-long-enough-for-an-hmac", "another-secret-that-is-long-enough"];
  const rotated = createCursors(keyRing(next, old));

  expect(rotated.decode("posts", cursors.encode("posts", values))).toEqual(values);
  expect(createCursors(keyRing(next)).decode("posts", rotated.encode("posts", values))).toEqual(values);
  expectRefused("posts", rotated.encode("posts", values));
});

test("a cursor with any character changed, added or taken away is refused", () => {
  const cursor = cursors.encode("posts", values);
  for (let at = 0; at <= cursor.length; at += 1) {
    const [head, tail] = [cursor.slice(0, at), cursor.slice(at)];
    expectRefused("posts", `${head}${tail[0] === "A" ? "B" : "A"}${tail.slice(1)}`);
    expectRefused("posts", `${head}${tail.slice(1)}${tail === "" ? "=" : ""}`);
    for (const extra of ["A", ".", " ", "=", "!", "\0", "é"]) expectRefused("posts", `${head}${extra}${tail}`);
  }
});

test.for([
  "",
  ".",
  "..",
  "a",
  "a.b",
  "a.b.c",
  "null",
  "W10",
  "W10.",
  ".AAAAAAAAAAAAAAAA",
  "💥.💥",
  "\ud800",
  "%00",
  "x".repeat(1000),
])("the cursor %j is refused", (cursor) => {
  expectRefused("posts", cursor);
});
