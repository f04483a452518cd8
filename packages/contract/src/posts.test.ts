import { expect, test } from "vitest";
import { PostCreate, PostList, PostRevert, PostUpdate, TagName } from "./posts.ts";

const minimal = { title: "Hello", body: "World" };
const faults = (
  schema: typeof PostCreate | typeof PostUpdate | typeof PostList | typeof PostRevert,
  value: unknown,
) => [...new Set(schema.safeParse(value).error?.issues.map((issue) => issue.path.join(".")) ?? [])];

test("a post needs a title and a body; the rest has defaults", () => {
  expect(PostCreate.parse(minimal)).toEqual({ ...minimal, summary: "", tags: [], published: false });
  expect(faults(PostCreate, {})).toEqual(["title", "body"]);
});

test("tags are lower case and unique", () => {
  expect(PostCreate.parse({ ...minimal, tags: [" TypeScript", "typescript", "C++"] }).tags).toEqual([
    "typescript",
    "c++",
  ]);
});

test.for(["", " ", "a,b", "a/b", "#a", "a\nb", "a\0", "\ud800", "x".repeat(41)])("the tag %j is refused", (tag) => {
  expect(TagName.safeParse(tag).success).toBe(false);
  expect(faults(PostCreate, { ...minimal, tags: ["ok", tag] })).toEqual(["tags.1"]);
});

test("ten tags are the most", () => {
  const tags = Array.from({ length: 11 }, (_, i) => `tag-${i}`);

  expect(faults(PostCreate, { ...minimal, tags })).toEqual(["tags"]);
  expect(faults(PostCreate, { ...minimal, tags: tags.slice(1) })).toEqual([]);
});

test("a post is published now or later, not both", () => {
  const publishAt = new Date(Date.now() + 1000);

  expect(faults(PostCreate, { ...minimal, published: true, publishAt })).toEqual(["publishAt"]);
  expect(faults(PostCreate, { ...minimal, published: false, publishAt })).toEqual([]);
  expect(faults(PostCreate, { ...minimal, publishAt: new Date(NaN) })).toEqual(["publishAt"]);
});

test.for(["id", "slug", "authorId", "author", "status", "version", "favoritesCount", "createdAt", "deletedAt"])(
  "nobody sets %s by themselves",
  (field) => {
    expect(PostCreate.safeParse({ ...minimal, [field]: "x" }).success).toBe(false);
  },
);

test("an update changes only what it names", () => {
  expect(PostUpdate.parse({ id: "hello", body: "" })).toEqual({ id: "hello", body: "" });
  expect(faults(PostUpdate, { id: "hello", ifMatch: 0, title: " ", authorId: 1 })).toEqual(["ifMatch", "title", ""]);
});

test("a list begins with what is published, and relevance needs a search", () => {
  expect(PostList.parse(undefined)).toEqual({ limit: 20, published: true, deleted: false });
  expect(faults(PostList, { sort: "relevance" })).toEqual(["sort"]);
  expect(faults(PostList, { sort: "relevance", search: "x" })).toEqual([]);
  expect(faults(PostList, { search: " " })).toEqual(["search"]);
});

test("a revision's number fits into the database", () => {
  expect(faults(PostRevert, { id: "x", number: 2 ** 31 - 1 })).toEqual([]);
  expect(faults(PostRevert, { id: "x", number: 2 ** 31 })).toEqual(["number"]);
});
