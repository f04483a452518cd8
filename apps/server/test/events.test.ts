import { createClient, type RouterOutputs, type TenonClient, wireErrorOf } from "@tenon/client";
import { eventually } from "@tenon/db/testing";
import { EventSource } from "eventsource";
import { expect, test } from "vitest";
import { startBalancer } from "./faults/balancer.ts";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

type Ways = "sse" | "ws";
type Seen = { type: string; title: string | undefined; id: string };

/** A client of somebody, or of nobody, whose subscriptions go one way. */
const clientBy = ({ url }: TestApp, by: Ways, person?: Person): TenonClient =>
  createClient({ url, subscriptions: by, EventSource, ...(person && { token: person.token }) });

/** Follows posts, and keeps what it has seen. */
async function watch(client: TenonClient, input: { id?: string; lastEventId?: string } = {}) {
  const seen: Seen[] = [];
  const errors: unknown[] = [];
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const { unsubscribe } = client.posts.events.subscribe(input, {
    onStarted: resolve,
    onData: ({ id, data }) => void seen.push({ type: data.type, title: data.post?.title, id }),
    onError: (error) => {
      errors.push(error);
      resolve();
    },
  });
  await started;
  const titles = () => seen.map(({ type, title }) => `${type} ${title ?? "-"}`);
  return { seen, errors, titles, [Symbol.dispose]: unsubscribe };
}

type Post = RouterOutputs["posts"]["create"];
const write = (person: Person, title: string, published = true): Promise<Post> =>
  person.client.posts.create.mutate({ title, body: "B", published });

test.each(["sse", "ws"] as const)(
  "what happens to posts is told over %s, to each reader what they may read",
  async (by) => {
    await using app = await startTestApp();
    const [ada, bob, eve] = [await app.join("ada"), await app.join("bob"), await app.join("eve", "editor")];
    using nobody = await watch(clientBy(app, by));
    using author = await watch(clientBy(app, by, ada));
    using reader = await watch(clientBy(app, by, bob));
    using editor = await watch(clientBy(app, by, eve));

    const { id } = await write(ada, "Draft", false);
    await ada.client.posts.update.mutate({ id, title: "Better" });
    await ada.client.posts.publish.mutate({ id });
    await ada.client.posts.update.mutate({ id, summary: "S" });
    await ada.client.posts.unpublish.mutate({ id });
    await ada.client.posts.delete.mutate({ id });
    const last = await write(ada, "Last");

    await eventually(() => expect(nobody.titles().at(-1)).toBe(`post.published ${last.title}`));
    const all = [
      "post.created Draft",
      "post.updated Better",
      "post.published Better",
      "post.updated Better",
      "post.unpublished Better",
      "post.deleted Better",
      "post.published Last",
    ];
    await eventually(() => expect(author.titles()).toEqual(all));
    await eventually(() => expect(editor.titles()).toEqual(all));
    expect(reader.titles()).toEqual(nobody.titles());
    // What was public for a moment may have been told while it was, and is never told afterwards.
    expect(nobody.titles()).toContain("post.unpublished -");
    expect(nobody.titles()).not.toContain("post.created Draft");
    expect(nobody.titles()).not.toContain("post.deleted Better");
  },
);

test.each(["sse", "ws"] as const)(
  "over %s a reader who was cut off before the first event misses nothing, and is told of no beginning",
  async (by) => {
    await using app = await startTestApp();
    await using balancer = await startBalancer();
    const ada = await app.join("ada");
    await write(ada, "Before");
    balancer.add(app.url);
    using reader = await watch(createClient({ url: balancer.url, subscriptions: by, EventSource }));
    balancer.remove(app.url);
    balancer.cut(1);

    await write(ada, "While away");
    balancer.add(app.url);

    await eventually(() => expect(reader.titles()).toContain("post.published While away"), { timeout: 15_000 });
    expect(reader.titles()).not.toContain("start -");
    expect(reader.errors).toEqual([]);
  },
);

test.each(["sse", "ws"] as const)(
  "over %s a reader comes again with the last id, and has missed nothing",
  async (by) => {
    await using app = await startTestApp();
    const ada = await app.join("ada");
    const client = clientBy(app, by);
    const first = await watch(client);
    await write(ada, "One");
    await eventually(() => expect(first.seen).toHaveLength(1));
    first[Symbol.dispose]();
    await write(ada, "Two");
    await write(ada, "Three");

    using second = await watch(client, { lastEventId: first.seen[0]!.id });

    await eventually(() => expect(second.titles()).toEqual(["post.published Two", "post.published Three"]));
  },
);

test.each(["sse", "ws"] as const)(
  "over %s, what is no longer there is a reset, and what is no id an error",
  async (by) => {
    await using app = await startTestApp();
    const ada = await app.join("ada");
    await write(ada, "Old");
    await app.app.deps.db.event.updateMany({ data: { createdAt: new Date(Date.now() - 2 * 86_400_000) } });
    const client = clientBy(app, by);

    using late = await watch(client, { lastEventId: "1.1" });
    await eventually(() => expect(late.titles()).toEqual(["reset -"]));
    await write(ada, "New");
    using wrong = await watch(client, { lastEventId: "nonsense" });
    using unknown = await watch(client, { id: "no-such-post" });

    await eventually(() => expect(late.titles()).toEqual(["reset -", "post.published New"]));
    await eventually(() => expect(wrong.errors).toHaveLength(1));
    await eventually(() => expect(unknown.errors).toHaveLength(1));
    if (by === "ws") {
      expect(wireErrorOf(wrong.errors[0])).toMatchObject({
        reason: "INVALID_INPUT",
        fields: [{ path: ["lastEventId"] }],
      });
      expect(wireErrorOf(unknown.errors[0])).toMatchObject({ reason: "POST_NOT_FOUND" });
    }
  },
);

test.each(["sse", "ws"] as const)("over %s a stream ends when its session does, and not before", async (by) => {
  await using app = await startTestApp();
  const [ada, bob] = [await app.join("ada"), await app.join("bob")];
  using stream = await watch(clientBy(app, by, ada));
  using other = await watch(clientBy(app, by, bob));

  await ada.client.auth.logout.mutate();

  await eventually(() => expect(wireErrorOf(stream.errors[0])?.reason).toBe("UNAUTHENTICATED"));
  await write(bob, "Still here");
  await eventually(() => expect(other.titles()).toEqual(["post.published Still here"]));
  expect(stream.seen).toEqual([]);
});

test("an editor who is one no longer hears of no more drafts", async () => {
  await using app = await startTestApp();
  const [ada, eve] = [await app.join("ada"), await app.join("eve", "editor")];
  using stream = await watch(clientBy(app, "ws", eve));
  await write(ada, "Seen", false);
  await eventually(() => expect(stream.titles()).toEqual(["post.created Seen"]));

  await app.app.deps.db.user.update({ where: { id: eve.id }, data: { role: "user" } });
  await eventually(async () => {
    await write(ada, "Unseen", false);
    const marker = await write(ada, "Marker");
    await eventually(() => expect(stream.titles().at(-1)).toBe(`post.published ${marker.title}`));
    expect(stream.titles().at(-2)).toBe("post.published Marker");
  });
});

test("streams of one user are counted over both transports, and given back when they end", async () => {
  await using app = await startTestApp({ STREAMS_PER_USER: "2" });
  const ada = await app.join("ada");
  const first = await watch(clientBy(app, "sse", ada));
  using _second = await watch(clientBy(app, "ws", ada));

  const refused = await app.rest("GET /posts/events", { token: ada.token });
  first[Symbol.dispose]();

  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ reason: "TOO_MANY_STREAMS" });
  await eventually(() => expect(app.app.deps.streams.size).toBe(1));
  using third = await watch(clientBy(app, "ws", ada));
  expect(third.errors).toEqual([]);
});

test("REST streams the same events, with ids to come again with", async () => {
  await using app = await startTestApp();
  const ada = await app.join("ada");
  const read = async (headers: Record<string, string>, count: number) => {
    const leave = new AbortController();
    const response = await fetch(`${app.url}/api/v1/posts/events`, { headers, signal: leave.signal });
    const decoder = new TextDecoder();
    let text = "";
    const reader = response.body!.getReader();
    const until = async () => {
      while (text.split("data: ").length <= count)
        text += decoder.decode((await reader.read()).value, { stream: true });
      leave.abort();
    };
    return { response, until, text: () => text };
  };
  const first = await read({}, 1);
  const post = await write(ada, "One");
  await first.until();
  const id = /^id: (.+)$/m.exec(first.text())?.[1] ?? "";
  await write(ada, "Two");

  const second = await read({ "last-event-id": id }, 1);
  await second.until();

  expect(first.response.headers.get("content-type")).toBe("text/event-stream");
  const [, data = ""] = /^data: (.+)$/m.exec(first.text()) ?? [];
  expect(JSON.parse(data)).toMatchObject({ type: "post.published", id: post.id, post: { title: "One" } });
  expect(second.text()).toContain('"title":"Two"');
});

test("a stopping server cuts streams without a word that would keep their clients from coming again", async () => {
  const app = await startTestApp();
  const states: string[] = [];
  const watchStates = (by: Ways) =>
    clientBy(app, by).posts.events.subscribe(undefined, {
      onData() {},
      onStarted: () => states.push(`${by} started`),
      onStopped: () => states.push(`${by} stopped`),
      onComplete: () => states.push(`${by} complete`),
      onError: () => states.push(`${by} error`),
    });
  const subscriptions = [watchStates("sse"), watchStates("ws")];
  await eventually(() => expect(states).toHaveLength(2));

  await app[Symbol.asyncDispose]();

  expect(states.toSorted()).toEqual(["sse started", "ws started"]);
  for (const subscription of subscriptions) subscription.unsubscribe();
});
