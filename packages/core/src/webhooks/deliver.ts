import type { Prisma } from "@tenon/db";
import { z } from "zod";
import { defineJob, type JobCtx, type JobDefinition } from "../jobs/definition.ts";
import { VaultError } from "../vault.ts";
import { recordAttempt } from "./record.ts";
import { SendError } from "./sender.ts";
import { liveSecrets, signedHeaders } from "./signing.ts";
import type { Outcome } from "./verdict.ts";

const DeliverJob = z.object({ deliveryId: z.string(), attempt: z.int().min(1) });

/**
 * One try to deliver a message. Its failure is no failure of the job: the next try is a job of its own, at the time that the
 * delivery's log tells.
 */
export const deliverWebhook: JobDefinition<typeof DeliverJob> = defineJob({
  name: "webhook.deliver",
  payload: DeliverJob,
  timeoutSeconds: 30,
  // Nearly all of it is waiting; an endpoint that never answers holds few of these places.
  concurrency: 50,
  groupConcurrency: 5,
  async run(ctx, { deliveryId, attempt }) {
    const delivery = await ctx.db.webhookDelivery.findUnique({ where: { id: deliveryId }, include: { webhook: true } });
    // Deleted, done by another, or called off.
    if (!delivery || delivery.status !== "pending" || delivery.attempts !== attempt - 1) return;

    const [at, began] = [ctx.now(), performance.now()];
    const outcome = await tryOnce(ctx, delivery);
    const durationMs = Math.round(performance.now() - began);
    await recordAttempt(ctx, { delivery, attempt, at, durationMs, outcome }, (work, startAfter) =>
      work.enqueue(deliverWebhook, { deliveryId, attempt: attempt + 1 }, { startAfter, group: delivery.webhookId }),
    );
  },
});

type Delivery = Prisma.WebhookDeliveryGetPayload<{ include: { webhook: true } }>;

async function tryOnce(ctx: JobCtx, { id, payload: body, webhook }: Delivery): Promise<Outcome> {
  if (webhook.disabledAt !== null || webhook.url === null) return { error: "not sent: the webhook is disabled" };
  const secrets = secretsOf(ctx, webhook);
  if (!secrets) return { error: "not sent: its secret was made with another APP_SECRET; rotate it" };
  try {
    const headers = signedHeaders({ id, body, at: ctx.now() }, secrets);
    return { answer: await ctx.webhooks.send({ url: webhook.url, headers, body }, ctx.signal) };
  } catch (error) {
    // Whoever takes the job over tries again: that is no fault of the endpoint's.
    if (!(error instanceof SendError) || ctx.signal.aborted) throw error;
    return { error: error.message };
  }
}

function secretsOf(ctx: JobCtx, webhook: Delivery["webhook"]): string[] | undefined {
  try {
    return liveSecrets(ctx, webhook);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return undefined;
  }
}
