import { expect, test } from "vitest";
import { allItems, outcomesOf, reasonOf, times } from "../testing.ts";
import { createWebhook, deleteWebhook, getWebhook, listWebhooks, rotateSecret, updateWebhook } from "../webhooks.ts";
import { maxWebhooks } from "./endpoints.ts";
import { webhookWorld } from "./world.fixture.ts";

const input = { url: "https://hooks.example.com/a", description: "", events: [] };
const unknown = { id: "0198d1e2-7c3b-7a44-8f00-000000000001" };

test("a secret is told when it is made, is stored encrypted, and never read again", async () => {
  await using world = await webhookWorld();

  const { secret, ...webhook } = await createWebhook(world.admin, { ...input, events: ["post.*"] });

  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(webhook).toMatchObject({ kind: "push", url: input.url, events: ["post.*"], active: true });
  expect(await getWebhook(world.admin, webhook)).toEqual(webhook);
  const stored = await world.db.$queryRaw<
    { text: string }[]
  >`SELECT w::text || encode(secret, 'escape') AS text FROM webhooks w`;
  expect(stored[0]?.text).not.toContain(secret.slice(6, 40));
  expect(JSON.stringify(world.logged)).not.toContain(secret);
});

test("an address that may not be called is refused by its field", async () => {
  await using world = await webhookWorld();
  const refused = { reason: "INVALID_INPUT", fields: [{ path: ["url"], message: "it is not public" }] };
  const webhook = await createWebhook(world.admin, input);

  await expect(createWebhook(world.admin, { ...input, url: "https://10.0.0.1" })).rejects.toMatchObject(refused);
  await expect(updateWebhook(world.admin, { id: webhook.id, url: "https://10.0.0.1" })).rejects.toMatchObject(refused);
  expect(await getWebhook(world.admin, webhook)).toMatchObject({ url: input.url });
});

test("webhooks are listed newest first, changed in what is given, and deleted", async () => {
  await using world = await webhookWorld();
  const urls = [1, 2, 3].map((number) => `https://hooks.example.com/${number}`);
  for (const url of urls) await createWebhook(world.admin, { ...input, url });

  const listed = await allItems((cursor) => listWebhooks(world.admin, { limit: 2, cursor }));
  const [first] = listed;
  const changed = await updateWebhook(world.admin, { id: first!.id, description: "New", events: ["comment.created"] });
  await deleteWebhook(world.admin, first!);

  expect(listed.map(({ url }) => url)).toEqual(urls.toReversed());
  expect(changed).toMatchObject({ url: urls[2], description: "New", events: ["comment.created"], active: true });
  expect(await reasonOf(deleteWebhook(world.admin, first!))).toBe("WEBHOOK_NOT_FOUND");
});

test("one that is not there is not found", async () => {
  await using world = await webhookWorld();

  for (const call of [getWebhook, deleteWebhook, updateWebhook])
    expect(await reasonOf(call(world.admin, unknown))).toBe("WEBHOOK_NOT_FOUND");
  expect(await reasonOf(rotateSecret(world.admin, { ...unknown, overlapHours: 1 }))).toBe("WEBHOOK_NOT_FOUND");
});

test("switching on forgets the failures, switching twice changes nothing", async () => {
  await using world = await webhookWorld();
  const { id } = await createWebhook(world.admin, input);
  await world.db.webhook.updateMany({ data: { failingSince: new Date(0) } });

  const off = await updateWebhook(world.admin, { id, active: false });
  world.wait(1000);
  const offAgain = await updateWebhook(world.admin, { id, active: false });
  const on = await updateWebhook(world.admin, { id, active: true });

  expect(off).toMatchObject({ active: false, disabledReason: "switched-off", failingSince: new Date(0) });
  expect(offAgain.disabledAt).toEqual(off.disabledAt);
  expect(on).toMatchObject({ active: true, disabledAt: null, disabledReason: null, failingSince: null });
});

test("the last place is taken once", async () => {
  await using world = await webhookWorld();
  for (let count = 2; count < maxWebhooks; count += 1) await createWebhook(world.admin, input);

  const outcomes = await outcomesOf(times(5, () => createWebhook(world.admin, input)));

  expect(outcomes).toEqual({ ok: 2, WEBHOOK_LIMIT: 3 });
  expect(await world.db.webhook.count()).toBe(maxWebhooks);
});
