import { expect, test } from "vitest";
import { isId, slugOf, usernameOf, withFreeName } from "./slugs.ts";
import { testPost, testWorld } from "./testing.ts";

test.for([
  ["Hello, World!", "hello-world"],
  ["  --- a  ___ b --- ", "a-b"],
  ["Crème Brûlée & Ångström", "creme-brulee-angstrom"],
  ["It's Ada’s", "its-adas"],
  ["ﬃ ① Ⅷ", "ffi-1-viii"],
  ["Привет, мир", "привет-мир"],
  ["日本語 ガイド", "日本語-ガイド"],
  ["한국어", "한국어"],
  ["हिन्दी", "हिन्दी"],
  ["ไทยเดิม ที่นี่", "ไทยเดิม-ที่นี่"],
  ["C++ / C#", "c-c"],
  ["", "post"],
  ["!!!", "post"],
  ["👩‍🚀", "post"],
  ["\u200b", "post"],
  ["Feed", "feed-post"],
  ["Events!", "events-post"],
  ["0198d1e2-7c3b-7a44-8f00-000000000001", "post"],
  ["0198D1E2-7C3B-7A44-8F00-000000000001", "post"],
] as const)("the slug of %j is %s", ([title, slug]) => {
  expect(slugOf(title)).toBe(slug);
  expect(slugOf(title)).toBe(slugOf(title).normalize("NFC"));
});

test("a slug is cut to 80 characters, and not in the middle of one", () => {
  expect(slugOf("ab ".repeat(60))).toHaveLength(80);
  expect([...slugOf("𐐨".repeat(200))]).toHaveLength(80);
  expect(slugOf("𐐨".repeat(200)).isWellFormed()).toBe(true);
  expect(slugOf(`${"x".repeat(79)} y`)).toBe("x".repeat(79));
});

test.for([
  ["Ada Lovelace", "ada-lovelace"],
  ["José", "jose"],
  ["O'Brien", "obrien"],
  ["Al", "user"],
  ["李小龙", "user"],
  ["Ada 李", "ada"],
  ["x".repeat(80), "x".repeat(20)],
  ["Maximilian Benedict Cumber", "maximilian-benedict"],
] as const)("the username of %j is %s", ([name, username]) => {
  expect(usernameOf(name)).toBe(username);
});

test("a reference is an id or it is not", () => {
  expect(isId("0198d1e2-7c3b-7a44-8f00-000000000001")).toBe(true);
  expect(isId("0198D1E2-7C3B-7A44-8F00-000000000001")).toBe(true);
  expect(
    ["", "hello", "0198d1e27c3b7a448f00000000000001", "0198d1e2-7c3b-7a44-8f00-00000000000g"].map(isId),
  ).not.toContain(true);
});

test("fifty posts of one title get fifty slugs", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");

  const posts = await Promise.all(Array.from({ length: 50 }, () => testPost(ada, { title: "Hello" })));

  const slugs = posts.map(({ slug }) => slug);
  expect(new Set(slugs).size).toBe(50);
  expect(slugs.filter((slug) => slug === "hello")).toHaveLength(1);
  expect(slugs.filter((slug) => !/^hello(?:-[a-z0-9]{6})?$/.test(slug))).toEqual([]);
});

test("a name is tried five times; any other error ends the tries", async () => {
  const taken = Object.assign(new Error(), {
    meta: { driverAdapterError: { cause: { constraint: { fields: ["slug"] } } } },
  });
  const tried: string[] = [];
  const never = (error: Error) => async (free: (name: string) => string) => {
    tried.push(free("hello"));
    throw error;
  };

  await expect(withFreeName("slug", never(taken))).rejects.toBe(taken);
  expect(tried).toHaveLength(5);
  expect(new Set(tried).size).toBe(5);
  await expect(withFreeName("username", never(taken))).rejects.toBe(taken);
  await expect(withFreeName("slug", never(new Error("other")))).rejects.toThrow("other");
  expect(tried).toHaveLength(7);
});
