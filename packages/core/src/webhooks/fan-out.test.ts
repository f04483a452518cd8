import type { Post } from "@tenon/contract/posts";
import type { WebhookCreate } from "@tenon/contract/webhooks";
import { expect, test } from "vitest";
import { createComment, deleteComment, updateComment } from "../comments.ts";
import { carryEvent } from "../events/fan-out.ts";
import { fanOutJob } from "../events/outbox.ts";
import { deletePost, publishPost, restorePost, schedulePost, unpublishPost, updatePost } from "../posts.ts";
import { testJobCtx, testPost, times } from "../testing.ts";
import { createUser, deleteUser, followUser } from "../users.ts";
import { createWebhook, listDeliveries, updateWebhook } from "../webhooks.ts";
import { maxPayloadBytes } from "./message.ts";
import { webhookWorld, type WebhookWorld } from "./world.fixture.ts";

const input = { url: "https://hooks.example.com/a", description: "", events: [] };
const farAway = new Date("2150-01-01T00:00:00Z");

type Message = { type: string; timestamp: string; data: { id: string; post?: Post | null; comment?: object | null } };

/** What has been written for endpoints so far, in the order of the events. */
async function messages(world: WebhookWorld): Promise<Message[]> {
  await world.work();
  const rows = await world.db.webhookDelivery.findMany({ orderBy: { eventId: "asc" } });
  return rows.map(({ payload }) => JSON.parse(payload) as Message);
}

test("an event becomes one delivery and one message for each endpoint that wants it, however often it is carried", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  const wanted: WebhookCreate["events"][] = [[], ["post.*"], ["post.published"], ["comment.*"], ["post.deleted"]];
  for (const events of wanted) await createWebhook(world.admin, { ...input, events });
  const off = await createWebhook(world.admin, input);
  await updateWebhook(world.admin, { id: off.id, active: false });
  await testPost(ada, { published: true });
  const [job] = world.jobs.filter(({ name }) => name === fanOutJob);

  await Promise.all(times(5, () => carryEvent.run(testJobCtx(world.admin), job?.payload as { eventId: string })));
  const jobs = world.jobs.filter(({ name }) => name === "webhook.deliver");
  await world.work();

  const rows = await world.db.webhookDelivery.findMany({ include: { webhook: { select: { events: true } } } });
  expect(rows.map(({ webhook }) => webhook.events.join()).toSorted()).toEqual(["", "post.*", "post.published"]);
  expect(jobs.map(({ group }) => group).toSorted()).toEqual(rows.map(({ webhookId }) => webhookId).toSorted());
  expect(world.sent.map(({ headers }) => headers["webhook-id"]).toSorted()).toEqual(
    rows.map(({ id }) => id).toSorted(),
  );
});

test("a message tells a post as everybody may read it, with the time of its event", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  await createWebhook(world.admin, input);
  const post = await testPost(ada, { published: true, body: "On *engines*", tags: ["history"] });

  const [message] = await messages(world);

  const event = await world.db.event.findFirstOrThrow();
  expect(message).toMatchObject({
    type: "post.published",
    timestamp: event.createdAt.toISOString(),
    data: { id: post.id, post: { body: "On *engines*", tags: ["history"], author: { username: "ada" } } },
  });
  for (const name of ["favorited", "following", "email"]) expect(JSON.stringify(message)).not.toContain(`"${name}"`);
});

test("of drafts, of scheduled posts and of who follows whom nothing is told", async () => {
  await using world = await webhookWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  await createWebhook(world.admin, input);
  const draft = await testPost(ada);
  const later = await testPost(ada, { publishAt: farAway });

  for (const post of [draft, later]) {
    await updatePost(ada, { id: post.id, body: "New" });
    await deletePost(ada, post);
    await restorePost(ada, post);
  }
  await unpublishPost(ada, later);
  await followUser(ada, { id: bob.actor.id });

  expect(await messages(world)).toEqual([]);
});

test("a post that is withdrawn is told by its name, without what it says", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  await createWebhook(world.admin, input);
  const post = await testPost(ada, { published: true, title: "Regrettable", body: "Worse" });
  await messages(world);

  await unpublishPost(ada, post);
  await updatePost(ada, { id: post.id, title: "Unseen", body: "Unseen" });
  await publishPost(ada, post);
  await messages(world);
  await deletePost(ada, post);

  const told = await messages(world);
  expect(told.map(({ type }) => type)).toEqual([
    "post.published",
    "post.unpublished",
    "post.published",
    "post.deleted",
  ]);
  const withdrawn = told.filter(({ type }) => type !== "post.published").map(({ data }) => data);
  const { id, slug } = post;
  for (const data of withdrawn) {
    expect(data).toEqual({ id, slug, version: expect.any(Number), authorId: ada.actor.id, post: null });
  }
});

test("a post that nobody may read by the time its message is made is told without what it says", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  await createWebhook(world.admin, { ...input, events: ["post.published"] });
  const post = await testPost(ada, { published: true });
  await unpublishPost(ada, post);
  await schedulePost(ada, { id: post.id, publishAt: farAway });

  expect((await messages(world)).map(({ data }) => data)).toMatchObject([{ id: post.id, post: null }]);
});

test("a comment is told as long as its post can be read", async () => {
  await using world = await webhookWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  await createWebhook(world.admin, { ...input, events: ["comment.*"] });
  const post = await testPost(ada, { published: true });
  const comment = await createComment(bob, { postId: post.id, body: "Well said" });
  const other = await createComment(bob, { postId: post.id, body: "Indeed" });
  await messages(world);

  await deleteComment(bob, comment);
  await messages(world);
  await unpublishPost(ada, post);
  await updateComment(bob, { id: other.id, body: "A secret" });

  const refs = { id: comment.id, postId: post.id, authorId: bob.actor.id };
  const told = (await messages(world)).filter(({ data }) => data.id === comment.id);
  expect(told.map(({ type, data }) => ({ type, ...data }))).toEqual([
    { type: "comment.created", ...refs, comment: expect.objectContaining({ body: "Well said" }) },
    { type: "comment.deleted", ...refs, comment: null },
  ]);
  expect(told[0]?.data.comment).not.toHaveProperty("number");
  expect(await world.db.webhookDelivery.count()).toBe(3);
});

test("who joins is told by their profile, and who leaves by their name", async () => {
  await using world = await webhookWorld();
  await createWebhook(world.admin, { ...input, events: ["user.*"] });
  const { id } = await createUser(world.admin, {
    email: "eve@example.com",
    name: "Eve",
    username: "eve",
    role: "editor",
  });
  await messages(world);
  await deleteUser(world.admin, { id });

  const told = await messages(world);

  expect(told.map(({ type, data }) => ({ type, ...data }))).toMatchObject([
    { type: "user.created", id, username: "eve", user: { id, name: "Eve" } },
    { type: "user.deleted", id, username: "eve", user: null },
  ]);
  for (const name of ["email", "role", "status", "following"]) expect(JSON.stringify(told)).not.toContain(`"${name}"`);
});

test("a post that is too large to be sent is told by its name", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  await createWebhook(world.admin, input);
  const post = await testPost(ada, { published: true, body: "字".repeat(100_000) });

  const [message] = await messages(world);

  expect(message?.data).toMatchObject({ id: post.id, post: null });
  const [row] = await world.db.webhookDelivery.findMany();
  expect(Buffer.byteLength(row?.payload ?? "")).toBeLessThan(maxPayloadBytes);
});

test("deliveries are listed newest first, by status and type, a page at a time", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  const webhook = await createWebhook(world.admin, input);
  world.answers.push(500);
  for (const title of ["a", "b", "c"]) await testPost(ada, { published: true, title });
  await world.work();
  const list = (filter: object) => listDeliveries(world.admin, { id: webhook.id, limit: 2, ...filter });

  const first = await list({});
  const second = await list({ cursor: first.nextCursor });
  const ids = [...first.items, ...second.items].map(({ id }) => id);

  expect([ids.length, new Set(ids).size, second.nextCursor]).toEqual([3, 3, null]);
  expect((await list({ status: "pending" })).items).toMatchObject([
    { status: "pending", lastAttempt: { status: 500 } },
  ]);
  expect((await list({ type: "post.deleted" })).items).toEqual([]);
  await expect(list({ status: "failed", cursor: first.nextCursor })).rejects.toMatchObject({
    reason: "INVALID_CURSOR",
  });
});
