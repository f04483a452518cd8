import { expect, test } from "vitest";
import { createWebhook, getDelivery, listen, testWebhook } from "../webhooks.ts";
import { keepCount, keepMs, resendStranded, sweepWebhooks } from "./sweep.ts";
import { webhookWorld } from "./world.fixture.ts";

const input = { url: "https://hooks.example.com/a", description: "", events: [] };

test("deliveries are kept for two weeks; one that still waits is kept in any case", async () => {
  await using world = await webhookWorld();
  const webhook = await createWebhook(world.admin, input);
  await testWebhook(world.admin, webhook);
  await world.work();
  const waiting = await testWebhook(world.admin, webhook);
  const sweep = () => sweepWebhooks(world.admin);
  const left = async () => (await world.db.webhookDelivery.findMany()).map(({ id }) => id);

  world.wait(keepMs);
  await sweep();
  expect(await left()).toHaveLength(2);
  world.wait(1);
  await sweep();

  expect(await left()).toEqual([waiting.id]);
  expect(await world.db.webhookAttempt.count()).toBe(0);
});

test("of a busy endpoint the newest deliveries are kept, of others all", async () => {
  await using world = await webhookWorld();
  const [busy, quiet] = [await createWebhook(world.admin, input), await createWebhook(world.admin, input)];
  await world.db.$executeRaw`
    INSERT INTO webhook_deliveries (webhook_id, event_id, type, payload, status, created_at)
    SELECT ${busy.id}::uuid, n, 'post.created', '{}', 'delivered', now() - n * interval '1 ms'
    FROM generate_series(1, ${keepCount + 2500}) n`;
  await testWebhook(world.admin, quiet);

  await sweepWebhooks({ ...world.admin, now: () => new Date() });

  const { _count, _max } = await world.db.webhookDelivery.aggregate({
    where: { webhookId: busy.id },
    _count: true,
    _max: { eventId: true },
  });
  expect([_count, _max.eventId]).toEqual([keepCount, BigInt(keepCount)]);
  expect(await world.db.webhookDelivery.count({ where: { webhookId: quiet.id } })).toBe(1);
});

test("a try whose job was lost is made after all, once", async () => {
  await using world = await webhookWorld();
  const webhook = await createWebhook(world.admin, input);
  const lost = await testWebhook(world.admin, webhook);
  world.jobs.length = 0;
  const listener = await listen(world.admin, { events: [], description: "" });
  await testWebhook(world.admin, listener);

  await resendStranded(world.admin);
  expect(world.jobs).toEqual([]);
  world.wait(3_600_001);
  await resendStranded(world.admin);
  await resendStranded(world.admin);

  expect(await world.work()).toBe(1);
  expect(await getDelivery(world.admin, { id: webhook.id, deliveryId: lost.id })).toMatchObject({
    status: "delivered",
  });
});

test("an endpoint to which nobody listens any more goes, with what waited for it", async () => {
  await using world = await webhookWorld();
  const { id } = await listen(world.admin, { events: [], description: "" });
  await testWebhook(world.admin, { id });

  await sweepWebhooks(world.admin);
  expect(await world.db.webhook.count()).toBe(1);
  world.wait(120_001);
  await sweepWebhooks(world.admin);

  expect([await world.db.webhook.count(), await world.db.webhookDelivery.count()]).toEqual([0, 0]);
});
