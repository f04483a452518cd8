import type { EventType } from "@tenon/contract/events";
import type { Post } from "@tenon/contract/posts";
import { webhookData } from "@tenon/contract/webhook-messages";
import { publicEventTypes } from "@tenon/contract/webhooks";
import { expect, test } from "vitest";
import { createComment, deleteComment } from "../comments.ts";
import { carryEvent } from "../events/fan-out.ts";
import { deletePost, publishPost, schedulePost, unpublishPost } from "../posts.ts";
import { testPost, times } from "../testing.ts";
import { createWebhook, listDeliveries, updateWebhook } from "../webhooks.ts";
import { maxPayloadBytes } from "./message.ts";
import { jobCtx, webhookWorld, type WebhookWorld } from "./world.fixture.ts";

const input = { url: "https://hooks.example.com/a", description: "", events: [] };

const postEvent = (type: EventType, { id, slug, title, status, version, author }: Post) =>
  ({ type, data: { id, slug, title, status, version, authorId: author.id } }) as Parameters<WebhookWorld["tell"]>[0];

const commentEvent = (type: EventType, { id, postId, authorId }: { id: string; postId: string; authorId: string }) =>
  ({ type, data: { id, postId, authorId } }) as Parameters<WebhookWorld["tell"]>[0];

/** The messages that have been written, in the order of their events. */
async function messages({ db }: WebhookWorld) {
  const rows = await db.webhookDelivery.findMany({ orderBy: { eventId: "asc" } });
  return rows.map(({ payload }) => JSON.parse(payload) as { type: string; timestamp: string; data: { post?: Post } });
}

test("an event becomes one delivery and one job for each endpoint that wants it, however often it is carried", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  const wanted: Parameters<typeof createWebhook>[1]["events"][] = [[], ["post.*"], ["post.published"], ["comment.*"]];
  for (const events of wanted) await createWebhook(world.admin, { ...input, events });
  const off = await createWebhook(world.admin, input);
  await updateWebhook(world.admin, { id: off.id, active: false });
  const post = await testPost(ada, { published: true });

  const eventId = await world.tell(postEvent("post.published", post));
  await Promise.all(times(5, () => carryEvent.run(jobCtx(world.admin), { eventId })));

  const rows = await world.db.webhookDelivery.findMany({ include: { webhook: { select: { events: true } } } });
  expect(rows.map(({ webhook }) => webhook.events.join())).toEqual(
    expect.arrayContaining(["", "post.*", "post.published"]),
  );
  expect(rows).toHaveLength(3);
  const delivered = world.jobs.filter(({ name }) => name === "webhook.deliver");
  expect(delivered.map(({ group }) => group).toSorted()).toEqual(rows.map(({ webhookId }) => webhookId).toSorted());
  expect(await world.work()).toBe(3);
  expect(new Set(world.sent.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
});

test("a message tells a post as everybody may read it, with the time of its event", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  await createWebhook(world.admin, input);
  const post = await testPost(ada, { published: true, body: "On *engines*", tags: ["history"] });

  await world.tell(postEvent("post.created", post));

  const [message] = await messages(world);
  const { at } = await world.db.event.findFirstOrThrow().then(({ createdAt: at }) => ({ at }));
  expect(message).toMatchObject({
    type: "post.created",
    timestamp: at.toISOString(),
    data: { id: post.id, post: { body: "On *engines*", tags: ["history"], author: { username: "ada" } } },
  });
  expect(message?.data.post).not.toHaveProperty("favorited");
  expect(message?.data.post?.author).not.toHaveProperty("following");
  expect(message?.data.post?.author).not.toHaveProperty("email");
});

test("of drafts, of scheduled posts and of who follows whom nothing is told", async () => {
  await using world = await webhookWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  await createWebhook(world.admin, input);
  const draft = await testPost(ada);
  const later = await testPost(ada, { publishAt: new Date("2150-01-01T00:00:00Z") });

  for (const type of ["post.created", "post.updated", "post.deleted", "post.restored"] as const) {
    await world.tell(postEvent(type, draft));
    await world.tell(postEvent(type, later));
  }
  await world.tell(postEvent("post.unpublished", await unpublishPost(ada, later)));
  await world.tell({ type: "user.followed", data: { followerId: ada.actor.id, followeeId: bob.actor.id } });

  expect(await messages(world)).toEqual([]);
  expect(publicEventTypes).not.toContain("user.followed");
});

test("a post that is withdrawn is told by its name, without what it says", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  await createWebhook(world.admin, input);
  const post = await testPost(ada, { published: true, title: "Regrettable" });
  const facts = { id: post.id, slug: post.slug, authorId: ada.actor.id, post: null };

  await world.tell(postEvent("post.unpublished", await unpublishPost(ada, post)));
  await world.tell(postEvent("post.published", await publishPost(ada, post)));
  await deletePost(ada, post);
  await world.tell(postEvent("post.deleted", { ...post, status: "published", title: "Regrettable, draft" }));

  const told = await messages(world);
  expect(told.map(({ type }) => type)).toEqual(["post.unpublished", "post.published", "post.deleted"]);
  expect([told[0]?.data, told[2]?.data]).toMatchObject([facts, facts]);
  expect(JSON.stringify([told[0], told[2]])).not.toContain("Regrettable");
  expect(told[1]?.data.post).toMatchObject({ title: "Regrettable" });
});

test("a post that is a draft again by the time its message is made is not told", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  await createWebhook(world.admin, input);
  const post = await testPost(ada, { published: true });
  await unpublishPost(ada, post);
  await schedulePost(ada, { id: post.id, publishAt: new Date("2150-01-01T00:00:00Z") });

  await world.tell(postEvent("post.published", post));

  expect((await messages(world)).map(({ data }) => data.post)).toEqual([null]);
});

test("a comment is told as long as its post can be read", async () => {
  await using world = await webhookWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  await createWebhook(world.admin, { ...input, events: ["comment.*"] });
  const post = await testPost(ada, { published: true });
  const comment = await createComment(bob, { postId: post.id, body: "Well said" });
  const refs = { id: comment.id, postId: post.id, authorId: bob.actor.id };

  await world.tell(commentEvent("comment.created", refs));
  await deleteComment(bob, comment);
  await world.tell(commentEvent("comment.deleted", refs));
  await unpublishPost(ada, post);
  await world.tell(commentEvent("comment.updated", refs));

  const told = await messages(world);
  expect(told.map(({ type, data }) => ({ type, ...data }))).toEqual([
    { type: "comment.created", ...refs, comment: expect.objectContaining({ body: "Well said" }) },
    { type: "comment.deleted", ...refs, comment: null },
  ]);
  expect(webhookData.comment.shape.comment.unwrap().keyof().options).not.toContain("number");
});

test("a post that is too large to be sent is told by its name", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  await createWebhook(world.admin, input);
  const post = await testPost(ada, { published: true, body: "字".repeat(100_000) });

  await world.tell(postEvent("post.published", post));

  const [{ payload } = { payload: "" }] = await world.db.webhookDelivery.findMany();
  expect(Buffer.byteLength(payload)).toBeLessThan(maxPayloadBytes);
  expect((await messages(world))[0]?.data).toMatchObject({ id: post.id, post: null });
});

test("without an endpoint there is nothing to do", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");

  await world.tell(postEvent("post.published", await testPost(ada, { published: true })));

  expect(await world.work()).toBe(0);
});

test("deliveries are listed newest first, by status and type, a page at a time", async () => {
  await using world = await webhookWorld();
  const ada = await world.as("ada");
  const webhook = await createWebhook(world.admin, input);
  for (const title of ["a", "b", "c"]) {
    await world.tell(postEvent("post.published", await testPost(ada, { published: true, title })));
  }
  world.answers.push(500);
  await world.work();
  const list = (filter: object) => listDeliveries(world.admin, { id: webhook.id, limit: 2, ...filter });

  const first = await list({});
  const second = await list({ cursor: first.nextCursor });
  const ids = [...first.items, ...second.items].map(({ id }) => id);

  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(3);
  expect(second.nextCursor).toBeNull();
  expect((await list({ status: "pending" })).items).toMatchObject([
    { status: "pending", lastAttempt: { status: 500 } },
  ]);
  expect((await list({ type: "post.deleted" })).items).toEqual([]);
  await expect(list({ status: "failed", cursor: first.nextCursor })).rejects.toMatchObject({
    reason: "INVALID_CURSOR",
  });
});
