import { createClient, type TenonClient } from "@tenon/client";
import { eventually } from "@tenon/db/testing";
import { EventSource } from "eventsource";
import { expect, test } from "vitest";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

const withJobs = { JOBS: "inline" };

/** Follows somebody's notifications, and keeps what it has seen. */
async function watch({ url }: TestApp, { token }: Person, lastEventId?: string) {
  const client: TenonClient = createClient({ url, token, subscriptions: "sse", EventSource });
  const seen: { id: string; told: string }[] = [];
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const { unsubscribe } = client.me.notifications.stream.subscribe(lastEventId === undefined ? {} : { lastEventId }, {
    onStarted: () => resolve(),
    onData: ({ id, data: { type, notification } }) =>
      void seen.push({ id, told: `${type} ${notification?.type} by ${notification?.actor.username}` }),
  });
  await started;
  return { seen, told: () => seen.map(({ told }) => told), [Symbol.dispose]: unsubscribe };
}

test("a comment is told on its author's stream, in their list, and over REST, and to nobody else", async () => {
  await using app = await startTestApp(withJobs, { poolSize: 5 });
  const [ada, bob] = [await app.join("ada"), await app.join("bob")];
  using adas = await watch(app, ada);
  using bobs = await watch(app, bob);
  const { id: postId } = await ada.client.posts.create.mutate({ title: "Engines", body: "B", published: true });

  await bob.client.comments.create.mutate({ postId, body: "Well said" });

  await eventually(() => expect(adas.told()).toEqual(["notification.created comment by bob"]));
  expect(bobs.told()).toEqual([]);
  const list = await ada.client.me.notifications.list.query();
  const rest = await app.rest<{ items: { id: string; comment: unknown }[] }>("GET /me/notifications?unread=true", ada);
  expect(list).toMatchObject({ unreadCount: 1, items: [{ type: "comment", comment: { excerpt: "Well said" } }] });
  expect(rest.body).toMatchObject({ unreadCount: 1, items: [{ id: list.items[0]?.id }] });
  const read = await app.rest("POST /me/notifications/read", { token: ada.token, body: { ids: [list.items[0]?.id] } });
  expect(read).toMatchObject({ status: 200, body: { unreadCount: 0 } });
});

test("a stream that comes again has missed nothing, but what may not be seen any more", async () => {
  await using app = await startTestApp(withJobs, { poolSize: 5 });
  const [ada, bob, eve] = [await app.join("ada"), await app.join("bob"), await app.join("eve")];
  const first = await watch(app, ada);
  await bob.client.users.follow.mutate({ id: ada.id });
  await eventually(() => expect(first.seen).toHaveLength(1));
  first[Symbol.dispose]();
  const { id: postId } = await ada.client.posts.create.mutate({ title: "Engines", body: "B", published: true });
  const comment = await bob.client.comments.create.mutate({ postId, body: "Taken back" });
  await eve.client.users.follow.mutate({ id: ada.id });
  await eventually(async () => {
    const { unreadCount } = await ada.client.me.notifications.list.query();
    expect(unreadCount).toBe(3);
  });
  await bob.client.comments.delete.mutate({ id: comment.id });

  using second = await watch(app, ada, first.seen[0]!.id);

  await eventually(() => expect(second.told()).toEqual(["notification.created follower by eve"]));
});

test.each([
  [{}, "ids"],
  [{ ids: [], upTo: "2026-01-01T00:00:00Z" }, "ids"],
  [{ ids: ["nonsense"] }, "ids"],
  [{ upTo: "yesterday" }, "upTo"],
])("marking %j as read is refused by its field", async (body, field) => {
  await using app = await startTestApp();
  const ada = await app.join("ada");

  const { status, body: problem } = await app.rest("POST /me/notifications/read", { token: ada.token, body });

  expect(status).toBe(400);
  expect(problem.reason).toBe("INVALID_INPUT");
  expect(problem.fields?.map(({ path }) => path[0])).toContain(field);
});

test("settings that are none are refused by their field", async () => {
  await using app = await startTestApp();
  const ada = await app.join("ada");
  const change = (notifications: object) => app.rest("PATCH /me", { token: ada.token, body: { notifications } });

  expect((await change({ comment: "pigeon" })).body.fields?.[0]?.path).toEqual(["notifications", "comment"]);
  expect((await change({ birthdays: "mail" })).body.fields?.[0]?.path).toEqual(["notifications", "birthdays"]);
  expect((await change({ comment: "off" })).body).toMatchObject({ notifications: { comment: "off" } });
});
