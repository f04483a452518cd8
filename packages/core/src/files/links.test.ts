import { randomUUID } from "node:crypto";
import { keyRing } from "@tenon/auth";
import { expect, test } from "vitest";
import { createFileLinks } from "./links.ts";

const links = createFileLinks(keyRing("a-secret-of-tests-that-is-long-enough"));
const now = new Date("2026-11-21T12:00:00Z");
const link = { id: randomUUID(), expiresAt: new Date(now.getTime() + 1000) };
const token = links.sign("content", link);

test("a token stands for its file, its purpose and its time", () => {
  expect(links.verify("content", token, now)).toEqual(link);
  expect(links.verify("upload", token, now)).toBeUndefined();
  expect(links.verify("thumbnail", token, now)).toBeUndefined();
  expect(links.verify("content", token, link.expiresAt)).toBeUndefined();
  const [old, next] = ["a-secret-of-tests-that-is-long-enough", "another-secret-that-is-long-enough"];
  expect(createFileLinks(keyRing(next)).verify("content", token, now)).toBeUndefined();
  expect(createFileLinks(keyRing(next, old)).verify("content", token, now)).toEqual(link);
});

test("no character of it can be changed, left out or added", () => {
  for (let index = 0; index < token.length; index += 1) {
    const other = token[index] === "a" ? "b" : "a";
    expect(links.verify("content", token.slice(0, index) + other + token.slice(index + 1), now)).toBeUndefined();
    expect(links.verify("content", token.slice(0, index) + token.slice(index + 1), now)).toBeUndefined();
    expect(links.verify("content", token.slice(0, index) + other + token.slice(index), now)).toBeUndefined();
  }
});
