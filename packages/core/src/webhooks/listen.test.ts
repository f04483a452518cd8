import { keyRing } from "@tenon/auth";
import { Webhook as Verifier } from "standardwebhooks";
import { expect, test } from "vitest";
import { reasonOf } from "../testing.ts";
import { createVault } from "../vault.ts";
import { createWebhook, getDelivery, listen, pull, redeliver, testWebhook, updateWebhook } from "../webhooks.ts";
import { webhookWorld } from "./world.fixture.ts";

const input = { events: [], description: "" };

test("messages wait until they are pulled, signed as if they were sent, and are done with when their result is told", async () => {
  await using world = await webhookWorld();
  const { secret, id } = await listen(world.admin, input);
  const sent = await testWebhook(world.admin, { id });
  expect(await world.work()).toBe(0);

  const pulled = await pull(world.admin, { id, results: [], waitSeconds: 0 });
  const again = await pull(world.admin, { id, results: [], waitSeconds: 0 });
  const results = [{ id: sent.id, status: 204, durationMs: 3, error: null }];
  const rest = await pull(world.admin, { id, results, waitSeconds: 0 });

  const [message] = pulled.messages;
  expect(message).toMatchObject({ id: sent.id, type: "webhook.test", headers: { "webhook-id": sent.id } });
  const signature = new Verifier(secret).sign(sent.id, world.admin.now(), message!.body);
  expect(message?.headers["webhook-signature"]).toBe(signature);
  expect(again.messages).toEqual(pulled.messages);
  expect(rest.messages).toEqual([]);
  expect(await getDelivery(world.admin, { id, deliveryId: sent.id })).toMatchObject({
    status: "delivered",
    attempts: 1,
    log: [{ number: 1, status: 204, durationMs: 3 }],
  });
});

test("what the receiver refused has failed, and can be had again", async () => {
  await using world = await webhookWorld();
  const { id } = await listen(world.admin, input);
  const { id: deliveryId } = await testWebhook(world.admin, { id });
  const refused = { id: deliveryId, status: null, durationMs: 3, error: "ECONNREFUSED" };

  await pull(world.admin, { id, results: [refused, refused], waitSeconds: 0 });
  const failed = await getDelivery(world.admin, { id, deliveryId });
  await redeliver(world.admin, { id, deliveryId });

  expect(failed).toMatchObject({ status: "failed", attempts: 1, log: [{ error: "ECONNREFUSED" }] });
  expect((await pull(world.admin, { id, results: [], waitSeconds: 0 })).messages).toMatchObject([{ id: deliveryId }]);
});

test("a pull waits for a message, and no longer than it was told to", async () => {
  await using world = await webhookWorld();
  const { id } = await listen(world.admin, input);

  const waiting = pull(world.admin, { id, results: [], waitSeconds: 20 });
  await testWebhook(world.admin, { id });

  expect((await waiting).messages).toHaveLength(1);
});

test("who hangs up ends the waiting", async () => {
  await using world = await webhookWorld();
  const { id } = await listen(world.admin, input);
  const hungUp = { ...world.admin, signal: AbortSignal.timeout(20) };

  expect((await pull(hungUp, { id, results: [], waitSeconds: 20 })).messages).toEqual([]);
});

test("whoever does not come back in two minutes has stopped listening", async () => {
  await using world = await webhookWorld();
  const { id } = await listen(world.admin, input);

  world.wait(119_000);
  await pull(world.admin, { id, results: [], waitSeconds: 0 });
  world.wait(119_000);
  await pull(world.admin, { id, results: [], waitSeconds: 0 });
  world.wait(120_000);

  expect(await reasonOf(pull(world.admin, { id, results: [], waitSeconds: 0 }))).toBe("WEBHOOK_NOT_FOUND");
});

test("what another APP_SECRET sealed can sign nothing, so whoever listens begins anew", async () => {
  await using world = await webhookWorld();
  const { id } = await listen(world.admin, input);
  const moved = { ...world.admin, vault: createVault(keyRing("another secret")) };

  expect(await reasonOf(pull(moved, { id, results: [], waitSeconds: 0 }))).toBe("WEBHOOK_NOT_FOUND");
});

test("an endpoint with an address is not pulled, and one that is pulled gets none", async () => {
  await using world = await webhookWorld();
  const pushed = await createWebhook(world.admin, { ...input, url: "https://hooks.example.com" });
  const pulled = await listen(world.admin, input);

  expect(await reasonOf(pull(world.admin, { id: pushed.id, results: [], waitSeconds: 0 }))).toBe("WEBHOOK_NOT_FOUND");
  await expect(updateWebhook(world.admin, { id: pulled.id, url: "https://hooks.example.com" })).rejects.toMatchObject({
    fields: [{ path: ["url"] }],
  });
});
