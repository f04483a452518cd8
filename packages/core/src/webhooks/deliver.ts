import type { Prisma } from "@tenon/db";
import { z } from "zod";
import { defineJob, type JobCtx, type JobDefinition } from "../jobs/definition.ts";
import type { Work } from "../work.ts";
import { recordAttempt } from "./record.ts";
import { SendError } from "./sender.ts";
import { liveSecrets, signedHeaders } from "./signing.ts";
import type { Outcome } from "./verdict.ts";

const TryJob = z.object({ deliveryId: z.string(), attempt: z.int().min(1) });
type TryJob = z.output<typeof TryJob>;

// Nearly all of a try is waiting; an endpoint that never answers holds few of the places.
const eachTry = { payload: TryJob, timeoutSeconds: 30, groupConcurrency: 2, run: runTry };

/**
 * The first try to deliver a message. Its failure is no failure of the job: the next try is a job of its own, at the time that
 * the delivery's log tells.
 */
export const deliverWebhook: JobDefinition<typeof TryJob> = defineJob({
  name: "webhook.deliver",
  concurrency: 100,
  ...eachTry,
});

/** All further tries: a kind of their own, so that endpoints that fail wait for each other and not before new messages. */
export const retryWebhook: JobDefinition<typeof TryJob> = defineJob({
  name: "webhook.retry",
  concurrency: 40,
  ...eachTry,
});

/** Of a delivery: how often it was tried. */
type Tried = { id: string; webhookId: string; attempts: number };

/** Has the next try made, now unless told otherwise. */
export function enqueueTry(work: Work, { id, webhookId, attempts }: Tried, startAfter?: Date): void {
  const job = attempts === 0 ? deliverWebhook : retryWebhook;
  const options = { group: webhookId, ...(startAfter && { startAfter }) };
  work.enqueue(job, { deliveryId: id, attempt: attempts + 1 }, options);
}

async function runTry(ctx: JobCtx, { deliveryId, attempt }: TryJob): Promise<void> {
  const delivery = await ctx.db.webhookDelivery.findUnique({ where: { id: deliveryId }, include: { webhook: true } });
  // Deleted, done by another, or called off.
  if (!delivery || delivery.status !== "pending" || delivery.attempts !== attempt - 1) return;

  const [at, began] = [ctx.now(), performance.now()];
  const outcome = await tryOnce(ctx, delivery);
  const durationMs = Math.round(performance.now() - began);
  await recordAttempt(ctx, { delivery, attempt, at, durationMs, outcome }, (work, startAfter) =>
    enqueueTry(work, { ...delivery, attempts: attempt }, startAfter),
  );
}

type Delivery = Prisma.WebhookDeliveryGetPayload<{ include: { webhook: true } }>;

async function tryOnce(ctx: JobCtx, { id, payload: body, webhook }: Delivery): Promise<Outcome> {
  if (webhook.disabledAt !== null || webhook.url === null) return { error: "not sent: the webhook is disabled" };
  const secrets = liveSecrets(ctx, webhook);
  if (secrets.length === 0) return { error: "not sent: its secret was made with another APP_SECRET; rotate it" };
  try {
    const headers = signedHeaders({ id, body, at: ctx.now() }, secrets);
    return { answer: await ctx.webhooks.send({ url: webhook.url, headers, body }, ctx.signal) };
  } catch (error) {
    // Whoever takes the job over tries again: that is no fault of the endpoint's.
    if (!(error instanceof SendError) || ctx.signal.aborted) throw error;
    return { error: error.message };
  }
}
