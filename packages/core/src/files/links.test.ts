import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createFileLinks } from "./links.ts";

const links = createFileLinks("a-secret-of-tests-that-is-long-enough");
const now = new Date("2026-11-21T12:00:00Z");
const link = { id: randomUUID(), expiresAt: new Date(now.getTime() + 1000) };
const token = links.sign("content", link);

test("a token stands for its file, its purpose and its time", () => {
  expect(links.verify("content", token, now)).toEqual(link);
  expect(links.verify("upload", token, now)).toBeUndefined();
  expect(links.verify("thumbnail", token, now)).toBeUndefined();
  expect(links.verify("content", token, link.expiresAt)).toBeUndefined();
  expect(createFileLinks("another-secret-that-is-long-enough").verify("content", token, now)).toBeUndefined();
});

test("no character of it can be changed, left out or added", () => {
  for (let index = 0; index < token.length; index += 1) {
    const other = token[index] === "a" ? "b" : "a";
    expect(links.verify("content", token.slice(0, index) + other + token.slice(index + 1), now)).toBeUndefined();
    expect(links.verify("content", token.slice(0, index) + token.slice(index + 1), now)).toBeUndefined();
    expect(links.verify("content", token.slice(0, index) + other + token.slice(index), now)).toBeUndefined();
  }
});
