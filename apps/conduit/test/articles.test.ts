import type { Json } from "@tenon/openapi";
import { expect, test } from "vitest";
import { serve, type Served } from "./serve.ts";

const write = async ({ call }: Served, token: string, article: object): Promise<Json> => {
  const body = { article: { title: "Hello", description: "About", body: "World", ...article } };
  return (await call("POST /articles", { token, body })).json.article;
};
const titles = ({ json }: { json: Json }) => json.articles.map(({ title }: { title: string }) => title);
const errorsOf = (answer: { json: Json }): string[] => answer.json.errors.body;

/** Creation is ordered by the millisecond: the test sets the instants apart. */
async function spread({ world }: Served): Promise<void> {
  await world.db
    .$executeRaw`UPDATE posts SET published_at = now() - (SELECT count(*) FROM posts o WHERE o.id > posts.id) * interval '1 minute'`;
}

test("lists are filtered by tag, author and favorites, newest first, from any offset, with the count of all", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const [ann, bob] = [await conduit.join("Ann"), await conduit.join("bob")];
  for (const title of ["a1", "a2", "a3"]) await write(conduit, ann, { title, tagList: ["red", title] });
  for (const title of ["b1", "b2"]) await write(conduit, bob, { title, tagList: ["Red", "blue"] });
  await spread(conduit);
  await call("POST /articles/a2/favorite", { token: bob });

  const everything = await call("GET /articles");

  expect(titles(everything)).toEqual(["b2", "b1", "a3", "a2", "a1"]);
  expect(everything.json.articlesCount).toBe(5);
  expect(everything.json.articles[0]).not.toHaveProperty("body");
  expect(await listOf(call, "limit=2&offset=1")).toEqual([["b1", "a3"], 5]);
  expect(await listOf(call, "offset=4&limit=1000")).toEqual([["a1"], 5]);
  expect(await listOf(call, "offset=5")).toEqual([[], 5]);
  expect(await listOf(call, "offset=9007199254740991")).toEqual([[], 5]);
  expect(await listOf(call, "tag=RED")).toEqual([["b2", "b1", "a3", "a2", "a1"], 5]);
  expect(await listOf(call, "tag=red&author=ann&limit=1")).toEqual([["a3"], 3]);
  expect(await listOf(call, "favorited=bob")).toEqual([["a2"], 1]);
  expect(await listOf(call, "favorited=bob&author=bob")).toEqual([[], 0]);
  expect(await listOf(call, "tag=none")).toEqual([[], 0]);
  expect(await listOf(call, "author=nobody&unknown=1")).toEqual([[], 0]);
  const asBob = await call("GET /articles?tag=a2", { token: bob });
  expect(asBob.json.articles).toMatchObject([{ favorited: true, favoritesCount: 1, author: { username: "Ann" } }]);
});

const listOf = async (call: Served["call"], query: string) => {
  const answer = await call(`GET /articles?${query}`);
  return [titles(answer), answer.json.articlesCount];
};

test("a page has a hundred articles at most", async () => {
  await using conduit = await serve();
  const ann = await conduit.join("ann");
  await write(conduit, ann, {});
  await conduit.world.db
    .$executeRaw`INSERT INTO posts (id, slug, title, body, tags, status, published_at, updated_at, author_id)
    SELECT gen_random_uuid(), 'post-' || i, 'x', '', '{}', 'published', now(), now(), (SELECT id FROM users) FROM generate_series(1, 104) i`;

  const { json } = await conduit.call("GET /articles?limit=1000000");

  expect([json.articles.length, json.articlesCount]).toEqual([100, 105]);
  expect((await conduit.call("GET /articles")).json.articles).toHaveLength(20);
});

test.each(["limit=0", "limit=-1", "limit=x", "limit=1.5", "limit=", "offset=-1", "offset=1e400", "limit=1&limit=2"])(
  "the query %s is refused by name",
  async (query) => {
    await using conduit = await serve();

    const answer = await conduit.call(`GET /articles?${query}`);

    expect(answer.status).toBe(422);
    expect(errorsOf(answer)[0]).toContain(query.split("=")[0]);
  },
);

test("the feed is of those whom the caller follows", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const [ann, bob, eve] = [await conduit.join("ann"), await conduit.join("bob"), await conduit.join("eve")];
  for (const title of ["a1", "a2"]) await write(conduit, ann, { title });
  await write(conduit, bob, { title: "b1" });
  await write(conduit, eve, { title: "e1" });
  await spread(conduit);
  for (const name of ["ann", "bob"]) await call(`POST /profiles/${name}/follow`, { token: eve });

  const feed = await call("GET /articles/feed", { token: eve });
  const slice = await call("GET /articles/feed?offset=1&limit=1", { token: eve });

  expect(titles(feed)).toEqual(["b1", "a2", "a1"]);
  expect(feed.json.articles[0].author.following).toBe(true);
  expect([titles(slice), slice.json.articlesCount]).toEqual([["a2"], 3]);
  expect((await call("GET /articles/feed")).status).toBe(401);
});

test("what an article lacks, or has too much of, is said field by field", async () => {
  await using conduit = await serve();
  const token = await conduit.join("ann");
  const post = (article: unknown) => conduit.call("POST /articles", { token, body: { article } });
  const good = { title: "T", description: "D", body: "B" };

  expect(errorsOf(await post({ title: "", description: " ", body: "" }))).toEqual([
    "title: can't be blank",
    "description: can't be blank",
    "body: can't be blank",
  ]);
  expect(errorsOf(await post({ ...good, tagList: ["a,b", 1] }))[0]).toMatch(/^tagList\.1: /);
  expect(errorsOf(await post({ ...good, tagList: ["ok", "a,b"] }))).toEqual(["tagList.1: must not contain , # or /"]);
  expect(errorsOf(await post({ ...good, body: "<script>" }))[0]).toMatch(/^body: HTML/);
  expect(errorsOf(await post({ ...good, title: "x".repeat(201) }))[0]).toMatch(/^title: /);
  expect((await post(good)).json.article.tagList).toEqual([]);
  expect((await post({ ...good, unknown: true, slug: "mine" })).json.article.slug).toMatch(/^t-/);
});

test("a new title makes a new slug, and a title of the route's own words is no trap", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const token = await conduit.join("ann");
  const { slug } = await write(conduit, token, { title: "Feed" });
  const put = (at: string, article: object) => call(`PUT /articles/${at}`, { token, body: { article } });

  expect(slug).toBe("feed-post");
  const renamed = await put(slug, { title: "Café au lait" });

  expect(renamed.json.article).toMatchObject({ slug: "cafe-au-lait", title: "Café au lait", description: "About" });
  expect((await call(`GET /articles/${slug}`)).status).toBe(404);
  expect((await put("cafe-au-lait", {})).json.article).toMatchObject({ slug: "cafe-au-lait", body: "World" });
  expect((await put("cafe-au-lait", { description: " " })).status).toBe(422);
  expect((await put("none", { title: "x" })).status).toBe(404);
});

test("only its author changes or deletes an article", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const [ann, bob] = [await conduit.join("ann"), await conduit.join("bob")];
  const { slug } = await write(conduit, ann, {});
  const body = { article: { body: "x" } };

  for (const answer of [
    await call(`PUT /articles/${slug}`, { token: bob, body }),
    await call(`DELETE /articles/${slug}`, { token: bob }),
  ]) {
    expect(answer).toMatchObject({ status: 403, json: { errors: { body: ["You may not do this."] } } });
  }
  expect((await call(`PUT /articles/${slug}`, { body })).status).toBe(401);
  expect((await call(`DELETE /articles/${slug}`)).status).toBe(401);
  expect((await call("POST /articles", { body })).status).toBe(401);
  expect((await call(`DELETE /articles/${slug}`, { token: ann })).status).toBe(204);
  expect((await call(`DELETE /articles/${slug}`, { token: ann })).status).toBe(404);
});

test("drafts do not exist here, not even for their author", async () => {
  await using conduit = await serve();
  const { call, world } = conduit;
  const token = await conduit.join("ann");
  const { slug } = await write(conduit, token, {});
  await world.db.post.updateMany({ data: { status: "draft" } });

  const answers = [
    await call(`GET /articles/${slug}`, { token }),
    await call(`PUT /articles/${slug}`, { token, body: { article: { body: "x" } } }),
    await call(`DELETE /articles/${slug}`, { token }),
    await call(`POST /articles/${slug}/favorite`, { token }),
    await call(`DELETE /articles/${slug}/favorite`, { token }),
    await call(`GET /articles/${slug}/comments`, { token }),
    await call(`POST /articles/${slug}/comments`, { token, body: { comment: { body: "x" } } }),
    await call(`DELETE /articles/${slug}/comments/1`, { token }),
  ];

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  expect((await call("GET /articles", { token })).json.articlesCount).toBe(0);
});

test("a comment is deleted by its author alone, and only under its own article", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const [ann, bob] = [await conduit.join("ann"), await conduit.join("bob")];
  await write(conduit, ann, { title: "one" });
  await write(conduit, ann, { title: "two" });
  const say = async (token: string, body: string) =>
    (await call("POST /articles/one/comments", { token, body: { comment: { body } } })).json.comment;
  const [first, second] = [await say(bob, "first"), await say(bob, "second")];

  const listed = await call("GET /articles/one/comments");

  expect(listed.json.comments).toEqual([second, first]);
  const remove = (path: string, token?: string) => call(`DELETE /articles/${path}`, { token });
  expect((await remove(`one/comments/${first.id}`)).status).toBe(401);
  expect((await remove(`one/comments/${first.id}`, ann)).status).toBe(403);
  expect((await remove(`two/comments/${first.id}`, bob)).status).toBe(404);
  expect((await remove(`none/comments/${first.id}`, bob)).status).toBe(404);
  for (const id of ["0", "-1", "2147483648", "9007199254740991"])
    expect((await remove(`one/comments/${id}`, bob)).status).toBe(404);
  for (const id of ["x", "1.5", "9007199254740993", "99999999999999999999999", "%00"])
    expect((await remove(`one/comments/${id}`, bob)).status).toBe(422);
  expect((await remove(`one/comments/${first.id}`, bob)).status).toBe(204);
  expect((await call("GET /articles/one/comments", { token: ann })).json.comments).toEqual([second]);
  const blank = await call("POST /articles/one/comments", { token: bob, body: { comment: { body: " " } } });
  expect(errorsOf(blank)).toEqual(["body: can't be blank"]);
});
