import { PostList } from "@tenon/contract/posts";
import { expect, test } from "vitest";
import type { Ctx } from "../ctx.ts";
import { listPosts, updatePost } from "../posts.ts";
import { allItems, reasonOf, testPost, testWorld } from "../testing.ts";

const search = async (ctx: Ctx, words: string) =>
  (await listPosts(ctx, PostList.parse({ search: words, limit: 100 }))).items.map(({ title }) => title);

test("a word in the title counts more than in the summary, and there more than in the body", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await testPost(ada, { title: "B", body: "walnut", published: true });
  await testPost(ada, { title: "S", summary: "walnut", body: "", published: true });
  await testPost(ada, { title: "Walnut", body: "", published: true });
  await testPost(ada, { title: "None", body: "hazelnut", published: true });

  expect(await search(world.anonymous, "walnut")).toEqual(["Walnut", "S", "B"]);
});

test("words are stemmed; phrases, or and - work as on the web", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await testPost(ada, { title: "One", body: "The quick foxes were jumping", published: true });
  await testPost(ada, { title: "Two", body: "Foxes are quick", published: true });
  await testPost(ada, { title: "Three", body: "Slow snails", published: true });
  const found = async (words: string) => (await search(ada, words)).toSorted();

  expect(await found("fox jump")).toEqual(["One"]);
  expect(await found("FOX")).toEqual(["One", "Two"]);
  expect(await found('"quick fox"')).toEqual(["One"]);
  expect(await found("fox or snail")).toEqual(["One", "Three", "Two"]);
  expect(await found("fox -jumping")).toEqual(["Two"]);
  expect(await found("fox - --jumping")).toEqual(["Two"]);
  expect(await found("quick--foxes")).toEqual(["One"]);
  expect(await found("unicorn")).toEqual([]);
  expect(await found("the")).toEqual([]);
});

test("the index follows the text", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const { id } = await testPost(ada, { title: "Before", body: "walnut", published: true });

  await updatePost(ada, { id, body: "hazelnut" });

  expect(await search(ada, "walnut")).toEqual([]);
  expect(await search(ada, "hazelnut")).toEqual(["Before"]);
});

test("text in any script is found", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await testPost(ada, { title: "Ελληνικά", body: "Привет мир 日本語 हिन्दी Crème", published: true });

  for (const word of ["ΕΛΛΗΝΙΚΆ", "ПРИВЕТ", "日本語", "हिन्दी", "crème"]) {
    expect(await search(ada, word)).toEqual(["Ελληνικά"]);
  }
});

const odd = [
  "a & | ! : * ( '",
  "&",
  "!!",
  "fox:*",
  "fox & !(",
  "'fox",
  '"fox',
  '"',
  "\\",
  "fox <-> dog",
  "<->",
  "$1",
  "%",
  "--",
  "; DROP TABLE posts; --",
  "- - -",
  "or",
  "or or",
  "-",
  "💥",
  "\u200b",
  "x".repeat(200),
  "\ufffd",
  "a\u0301",
  "-".repeat(200),
  "- ".repeat(100),
  "-(!,💥 ".repeat(25),
  '-"'.repeat(100),
  " -a".repeat(66),
  '"a '.repeat(66),
];

test("whatever is searched for, in any order and on any page, is no failure", async () => {
  await using world = await testWorld();
  await testPost(await world.as("ada"), { title: "Fox & dog", published: true });

  for (const words of odd) {
    for (const sort of ["relevance", "newest"] as const) {
      const input = PostList.parse({ search: words, sort, page: 1 });
      expect([words, await reasonOf(listPosts(world.anonymous, input))]).toEqual([words, "ok"]);
    }
  }
});

test("ranks that are equal, and ranks that no decimal can write, page without gaps", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const rows = Array.from({ length: 40 }, (_, index) => ({
    title: `Post ${index}`,
    slug: `post-${index}`,
    body: `${"filler ".repeat(index % 7)}fox ${"filler ".repeat(index % 5)}jumps ${"fox ".repeat(index % 3)}`,
    authorId: ada.actor.id,
    status: "published" as const,
    publishedAt: new Date(),
    updatedAt: new Date(),
  }));
  await world.db.post.createMany({ data: rows });
  const whole = await search(ada, "fox jumps");

  for (const limit of [1, 3]) {
    const paged = await allItems((cursor) => listPosts(ada, PostList.parse({ search: "fox jumps", limit, cursor })));
    expect(paged.map(({ title }) => title)).toEqual(whole);
  }
  expect(whole).toHaveLength(40);
});

const bodies: [what: string, part: (index: number) => string][] = [
  ["different words", (index: number) => `w${index.toString(36)} `],
  ["addresses", (index: number) => `https://e${index}.example.com/${index}/a-b-c?d=${index} `],
  ["hyphens", (index: number) => `a${index}-`],
  ["one word", () => "漢"],
  ["words of four bytes", (index: number) => `${"𠀀".repeat(5)}${String.fromCodePoint(0x20000 + index)} `],
  ["numbers", (index: number) => `${index}.${index}e${index} `],
];

test("a body of a hundred thousand characters can be stored, whatever they are", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  for (const [what, part] of bodies) {
    let body = "";
    for (let index = 0; body.length < 100_000; index += 1) body += part(index);

    expect([what, await reasonOf(testPost(ada, { body: body.slice(0, 100_000) }))]).toEqual([what, "ok"]);
  }
});
