import { keyRing } from "@tenon/auth";
import { Webhook as Verifier } from "standardwebhooks";
import { expect, test } from "vitest";
import { outcomesOf, reasonOf, testJobCtx, times } from "../testing.ts";
import { createVault } from "../vault.ts";
import {
  createWebhook,
  deleteWebhook,
  getDelivery,
  getWebhook,
  redeliver,
  rotateSecret,
  testWebhook,
  updateWebhook,
} from "../webhooks.ts";
import { deliverWebhook } from "./deliver.ts";
import { webhookWorld, type WebhookWorld } from "./world.fixture.ts";

const input = { url: "https://hooks.example.com/a", description: "", events: [] };
const hourMs = 3_600_000;

/** An endpoint that has been sent a test. */
async function tested(world: WebhookWorld) {
  const webhook = await createWebhook(world.admin, input);
  const { id: deliveryId } = await testWebhook(world.admin, webhook);
  const ref = { id: webhook.id, deliveryId };
  return { ...webhook, ref, log: () => getDelivery(world.admin, ref) };
}

test("a message is signed over its id, its time and its very text", async () => {
  await using world = await webhookWorld();
  const { secret, ref, log } = await tested(world);

  await world.work();

  const [message] = world.sent;
  const { payload, ...delivery } = await log();
  expect(message).toMatchObject({ url: input.url, body: payload });
  expect(message?.headers).toMatchObject({ "webhook-id": ref.deliveryId, "content-type": "application/json" });
  expect(message?.headers["webhook-timestamp"]).toBe(String(world.admin.now().getTime() / 1000));
  const resigned = new Verifier(secret).sign(ref.deliveryId, world.admin.now(), payload);
  expect(message?.headers["webhook-signature"]).toBe(resigned);
  expect(JSON.parse(payload)).toEqual({
    type: "webhook.test",
    timestamp: world.admin.now().toISOString(),
    data: { message: "It works." },
  });
  expect(delivery).toMatchObject({ status: "delivered", attempts: 1, nextAt: null });
  expect(delivery.log).toMatchObject([{ number: 1, status: 200, error: null, excerpt: "answer 200" }]);
});

test("what fails is tried again by the schedule, the same message each time, until it succeeds", async () => {
  await using world = await webhookWorld();
  const { id, log } = await tested(world);
  world.answers.push(500, "the connection failed: ECONNREFUSED", 302);

  await world.work();
  const { nextAt } = await log();
  expect(nextAt!.getTime() - world.admin.now().getTime()).toBeGreaterThanOrEqual(5000);
  expect(await world.work()).toBe(0);
  for (const ms of [6000, 6 * 60_000, 36 * 60_000]) {
    world.wait(ms);
    expect(await world.work()).toBe(1);
  }

  expect(await log()).toMatchObject({
    status: "delivered",
    attempts: 4,
    log: [
      { number: 4, status: 200 },
      { number: 3, status: 302 },
      { number: 2, status: null, error: "the connection failed: ECONNREFUSED" },
      { number: 1, status: 500, excerpt: "answer 500" },
    ],
  });
  expect(new Set(world.sent.map(({ headers, body }) => headers["webhook-id"]! + body)).size).toBe(1);
  expect(new Set(world.sent.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(4);
  expect(await getWebhook(world.admin, { id })).toMatchObject({ failingSince: null });
});

test("after seven tries it has failed, and a redelivery is the same message with tries of its own", async () => {
  await using world = await webhookWorld();
  const { id, ref, log } = await tested(world);
  world.answers.push(...Array.from({ length: 8 }, () => 500));

  for (let round = 0; round < 7; round += 1) {
    await world.work();
    world.wait(13 * hourMs);
  }
  expect(await log()).toMatchObject({ status: "failed", attempts: 7, nextAt: null });
  expect(await redeliver(world.admin, ref)).toMatchObject({ status: "pending", attempts: 7 });
  await world.work();
  expect(await log()).toMatchObject({ status: "pending", attempts: 8 });
  world.wait(7000);
  await world.work();

  expect(await log()).toMatchObject({ status: "delivered", attempts: 9 });
  expect(new Set(world.sent.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([ref.deliveryId]));
  expect(await getWebhook(world.admin, { id })).toMatchObject({ failingSince: null, active: true });
});

test("both secrets sign while they overlap, the old one not a moment longer, and there are never three", async () => {
  await using world = await webhookWorld();
  const first = await tested(world);
  const second = await rotateSecret(world.admin, { id: first.id, overlapHours: 1 });
  const third = await rotateSecret(world.admin, { id: first.id, overlapHours: 1 });
  const signaturesNow = async () => {
    await testWebhook(world.admin, first);
    await world.work();
    const { headers, body } = world.sent.at(-1)!;
    const sign = ({ secret }: { secret: string }) =>
      new Verifier(secret).sign(headers["webhook-id"]!, world.admin.now(), body);
    const signatures = headers["webhook-signature"]!.split(" ");
    return [first, second, third].map((webhook) => signatures.includes(sign(webhook)));
  };

  expect(await signaturesNow()).toEqual([false, true, true]);
  world.wait(hourMs);
  expect(await signaturesNow()).toEqual([false, false, true]);
});

test("410 disables the endpoint, and what waits is not sent", async () => {
  await using world = await webhookWorld();
  const { id, ref, log } = await tested(world);
  const waiting = await testWebhook(world.admin, { id });
  world.answers.push(410);

  await world.work();

  expect(await log()).toMatchObject({ status: "failed", log: [{ status: 410 }] });
  expect(await getWebhook(world.admin, { id })).toMatchObject({ active: false, disabledReason: "gone" });
  expect(await getDelivery(world.admin, { id, deliveryId: waiting.id })).toMatchObject({
    status: "failed",
    log: [{ status: null, error: "not sent: the webhook is disabled" }],
  });
  expect(world.sent).toHaveLength(1);
  expect(await reasonOf(redeliver(world.admin, ref))).toBe("WEBHOOK_DISABLED");
  expect(await reasonOf(testWebhook(world.admin, { id }))).toBe("WEBHOOK_DISABLED");
});

test("five days of nothing but failures disable the endpoint, and the log tells it without the address", async () => {
  await using world = await webhookWorld();
  const { id } = await tested(world);
  world.answers.push(500, 500, 200, 500, 500);
  const next = async (ms: number) => {
    world.wait(ms);
    world.jobs.length = 0;
    await testWebhook(world.admin, { id });
    await world.work();
    return getWebhook(world.admin, { id });
  };

  await world.work();
  expect(await next(119 * hourMs)).toMatchObject({ active: true });
  expect(await next(119 * hourMs)).toMatchObject({ active: true, failingSince: null });
  expect(await next(1)).toMatchObject({ active: true, failingSince: world.admin.now() });
  expect(await next(120 * hourMs)).toMatchObject({ active: false, disabledReason: "failing" });
  expect(world.logged).toMatchObject([{ webhookId: id, reason: "failing" }]);
  expect(world.mails).toMatchObject([
    { to: "root@example.com", subject: "The webhook at hooks.example.com was disabled" },
  ]);
  expect(world.mails[0]?.text).toContain("Nothing has reached it since 2026-12-01 10:00 UTC.");
  expect(JSON.stringify(world.logged)).not.toContain("hooks.example.com");
});

test("of two workers with one job both may send, but one outcome counts", async () => {
  await using world = await webhookWorld();
  const { ref, log } = await tested(world);
  world.answers.push(500, 500, 500);
  const run = () => deliverWebhook.run(testJobCtx(world.admin), { deliveryId: ref.deliveryId, attempt: 1 });
  world.jobs.length = 0;

  await Promise.all(times(3, run));
  await run();

  expect(await log()).toMatchObject({ status: "pending", attempts: 1, log: [{ number: 1 }] });
  expect(world.jobs).toMatchObject([{ name: "webhook.retry", group: ref.id, payload: { attempt: 2 } }]);
});

test("a redelivery before the next try makes that one needless", async () => {
  await using world = await webhookWorld();
  const { ref, log } = await tested(world);
  world.answers.push(500);
  await world.work();

  await redeliver(world.admin, ref);
  await world.work();
  world.wait(hourMs);
  await world.work();

  expect(await log()).toMatchObject({ status: "delivered", attempts: 2 });
  expect(world.sent).toHaveLength(2);
});

test("a worker that shuts down leaves the try to another one", async () => {
  await using world = await webhookWorld();
  const { ref, log } = await tested(world);
  world.answers.push("it was given up");
  const ctx = testJobCtx({ ...world.admin, signal: AbortSignal.abort() });

  await expect(deliverWebhook.run(ctx, { deliveryId: ref.deliveryId, attempt: 1 })).rejects.toThrow("given up");

  expect(await log()).toMatchObject({ status: "pending", attempts: 0, log: [] });
});

test("a secret of another APP_SECRET is told in the log, and a rotation mends it", async () => {
  await using world = await webhookWorld();
  const { id, log } = await tested(world);
  const moved = { ...world.admin, vault: createVault(keyRing("another secret")) };
  const [job] = world.jobs.splice(0);
  await deliverWebhook.run(testJobCtx(moved), job!.payload as { deliveryId: string; attempt: number });
  expect(await log()).toMatchObject({ status: "pending", log: [{ error: expect.stringContaining("rotate it") }] });

  await rotateSecret(moved, { id, overlapHours: 24 });
  world.wait(hourMs);
  const [retry] = world.jobs.splice(0);
  await deliverWebhook.run(testJobCtx(moved), retry!.payload as { deliveryId: string; attempt: number });

  expect(await log()).toMatchObject({ status: "delivered" });
});

test("an endpoint that is deleted while a message is on its way leaves nothing behind", async () => {
  await using world = await webhookWorld();
  const { id } = await tested(world);
  const { send } = world.admin.webhooks;
  const slow = {
    ...world.admin.webhooks,
    send: async (...given: Parameters<typeof send>) => {
      await deleteWebhook(world.admin, { id });
      return send(...given);
    },
  };
  const [job] = world.jobs.splice(0);

  await deliverWebhook.run(testJobCtx({ ...world.admin, webhooks: slow }), job!.payload as never);

  expect(await world.db.webhookDelivery.count()).toBe(0);
  expect(await world.db.webhookAttempt.count()).toBe(0);
  expect(world.jobs).toEqual([]);
});

test("endpoints deleted while many messages are recorded never stand in each other's way", async () => {
  await using world = await webhookWorld();
  const { id } = await tested(world);
  for (let count = 0; count < 20; count += 1) await testWebhook(world.admin, { id });
  const jobs = world.jobs.splice(0);
  const ctx = testJobCtx(world.admin);

  const outcomes = await outcomesOf([
    ...jobs.map(({ payload }) => deliverWebhook.run(ctx, payload as never)),
    updateWebhook(world.admin, { id, description: "New" }),
    deleteWebhook(world.admin, { id }),
  ]);

  expect(Object.keys(outcomes).filter((outcome) => !["ok", "WEBHOOK_NOT_FOUND"].includes(outcome))).toEqual([]);
  expect(await world.db.webhookDelivery.count()).toBe(0);
});
