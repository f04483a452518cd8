import type { Ctx } from "@tenon/core/ctx";
import { publishDuePosts } from "@tenon/core/posts";
import { testJobCtx } from "@tenon/core/testing";
import { eraseAccount } from "@tenon/core/users/erase";
import { expect, test } from "vitest";
import { startNode } from "./node.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

const paths = [
  "/posts",
  "/posts?sort=oldest&limit=1",
  "/posts?sort=popular&limit=2",
  "/posts?author=bob&page=1",
  "/posts?author=robert",
  "/posts?author=zoe",
  "/posts?tag=history",
  "/posts/first",
  "/posts/second",
  "/posts/third",
  "/users/bob",
  "/users/robert",
  "/users/zoe",
  "/tags",
];

/** What somebody without an account is told under every path that is cached. */
async function seenAt(url: string): Promise<Record<string, unknown>> {
  const answers = paths.map(async (path) => {
    const response = await fetch(`${url}/api/v1${path}`);
    const body = (await response.json()) as object;
    return [path, response.ok ? body : response.status] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

const asSystem = ({ app }: TestApp): Ctx => ({
  ...app.deps,
  actor: { kind: "system" },
  requestId: "test",
  signal: AbortSignal.timeout(60_000),
  client: {},
});

test(
  "whatever is written is read next on its own node, and within a second on every other",
  { timeout: 60_000 },
  async () => {
    await using here = await startTestApp();
    await using there = await startNode(here.databaseUrl);
    await using truth = await startNode(here.databaseUrl, { env: { CACHE_MB: "0" } });
    const [ada, bob, root] = [await here.join("ada"), await here.join("bob"), await here.join("root", "admin")];
    const write = (title: string, content: object = {}) =>
      bob.client.posts.create.mutate({ title, body: "Text", tags: ["history"], published: true, ...content });
    const first = await write("First");
    await write("Second", { tags: ["history", "art"] });
    const id = first.id;
    let commentId = "";

    const changes: Record<string, () => Promise<unknown>> = {
      "a new post": () => write("Third"),
      "a change": () => bob.client.posts.update.mutate({ id, summary: "New", tags: ["art"] }),
      "a favorite": () => ada.client.posts.favorite.mutate({ id }),
      "no favorite": () => ada.client.posts.unfavorite.mutate({ id }),
      "a comment": async () => {
        commentId = (await ada.client.comments.create.mutate({ postId: id, body: "Yes" })).id;
      },
      "no comment": () => ada.client.comments.delete.mutate({ id: commentId }),
      "a draft again": () => bob.client.posts.unpublish.mutate({ id }),
      "a publication": () => bob.client.posts.publish.mutate({ id }),
      "the bin": () => bob.client.posts.delete.mutate({ id }),
      "out of the bin": () => bob.client.posts.restore.mutate({ id }),
      "an old revision": () => bob.client.posts.revert.mutate({ id, number: 1 }),
      "a post that is due": async () => {
        const { id: due } = await write("Due", { published: false, publishAt: new Date(Date.now() + 60_000) });
        const later = () => new Date(Date.now() + 120_000);
        expect(await publishDuePosts({ ...here.app.deps, now: later }, due)).toBe(1);
      },
      "one's own profile": () => bob.client.me.update.mutate({ bio: "Writes" }),
      "a profile, by an administrator": () => root.client.users.update.mutate({ id: bob.id, name: "Robert" }),
      "another username": () => root.client.users.update.mutate({ id: bob.id, username: "robert" }),
      "a new user": () => here.join("zoe"),
      "a favorite once more": () => ada.client.posts.favorite.mutate({ id }),
      "a reader's end": async () => {
        await root.client.users.delete.mutate({ id: ada.id });
        await eraseAccount.run(testJobCtx(asSystem(here)), { userId: ada.id });
      },
      "the author's end": () => root.client.users.delete.mutate({ id: bob.id }),
    };

    for (const [change, make] of Object.entries(changes)) {
      const before = await seenAt(here.url);
      await seenAt(there.url);
      await make();
      const [own, expected] = [await seenAt(here.url), await seenAt(truth.url)];

      expect(own, change).toEqual(expected);
      expect(own, `${change} shows`).not.toEqual(before);
      await expect.poll(() => seenAt(there.url), { message: change, timeout: 1000 }).toEqual(expected);
    }
  },
);

test("a node that hears no signal shows a write after a second at most", async () => {
  await using here = await startTestApp();
  const deaf = { send() {}, on: () => () => {} };
  await using node = await startNode(here.databaseUrl, { overrides: { signals: deaf } });
  const ada = await here.join("ada");
  const { id } = await ada.client.posts.create.mutate({ title: "First", body: "Text", published: true });
  const titleAt = async () =>
    ((await (await fetch(`${node.url}/api/v1/posts/${id}`)).json()) as { title: string }).title;
  expect(await titleAt()).toBe("First");

  await ada.client.posts.update.mutate({ id, title: "Second" });

  await expect.poll(titleAt, { timeout: 1100 }).toBe("Second");
});

test("what depends on who asks is asked each time", async () => {
  await using here = await startTestApp();
  const [ada, bob] = [await here.join("ada"), await here.join("bob")];
  const { id } = await ada.client.posts.create.mutate({ title: "First", body: "Text", published: true });
  await ada.client.posts.favorite.mutate({ id });
  const seen = async (client: typeof ada.client) => (await client.posts.get.query({ id })).favorited;

  expect([await seen(here.client), await seen(ada.client), await seen(bob.client), await seen(here.client)]).toEqual([
    false,
    true,
    false,
    false,
  ]);
  await ada.client.posts.unpublish.mutate({ id });
  await expect(seen(ada.client)).resolves.toBe(true);
  await expect(seen(here.client)).rejects.toMatchObject({ data: { reason: "POST_NOT_FOUND" } });
});
