import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@tenon/contract/app-error";
import {
  maxPulled,
  type WebhookListen,
  type WebhookPull,
  type WebhookPulled,
} from "@tenon/contract/webhook-deliveries";
import type { WebhookWithSecret } from "@tenon/contract/webhooks";
import type { Prisma, Tx } from "@tenon/db";
import type { Ctx } from "../ctx.ts";
import { insertWebhook } from "./endpoints.ts";
import { liveSecrets, signedHeaders } from "./signing.ts";

/** Whoever listens pulls several times in this long; one that has died is forgotten after it. */
const listenMs = 120_000;
const lookEveryMs = 500;

/** An endpoint without an address, whose messages are pulled. */
export function listen(ctx: Ctx, input: WebhookListen): Promise<WebhookWithSecret> {
  const expiresAt = new Date(ctx.now().getTime() + listenMs);
  return insertWebhook(ctx, { ...input, kind: "listen", expiresAt });
}

/** Takes note of what became of messages, and hands over those that wait, signed as if they were sent now. */
export async function pull(ctx: Ctx, { id, results, waitSeconds }: WebhookPull): Promise<WebhookPulled> {
  const now = ctx.now();
  const expiresAt = new Date(now.getTime() + listenMs);
  const row = await ctx.db.$transaction(async (tx) => {
    const where = { id, kind: "listen", expiresAt: { gt: now } } as const;
    const [webhook] = await tx.webhook.updateManyAndReturn({ where, data: { expiresAt } });
    if (!webhook) throw new AppError("WEBHOOK_NOT_FOUND");
    for (const result of results) await noteResult(tx, webhook, { ...result, at: now });
    return webhook;
  });
  const secrets = liveSecrets(ctx, row);
  // Nobody could verify what it would sign.
  if (secrets.length === 0) throw new AppError("WEBHOOK_NOT_FOUND");
  const waiting = await waitingFor(ctx, id, waitSeconds * 1000);
  const messages = waiting.map(({ id: messageId, type, payload: body }) => ({
    id: messageId,
    type,
    headers: signedHeaders({ id: messageId, body, at: ctx.now() }, secrets),
    body,
  }));
  return { messages, expiresAt };
}

type Waiting = Pick<Prisma.WebhookDeliveryGetPayload<object>, "id" | "type" | "payload">;

async function waitingFor(ctx: Ctx, webhookId: string, waitMs: number): Promise<Waiting[]> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const waiting = await ctx.db.webhookDelivery.findMany({
      where: { webhookId, status: "pending" },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: maxPulled,
      select: { id: true, type: true, payload: true },
    });
    const leftMs = deadline - performance.now();
    if (waiting.length > 0 || leftMs <= 0 || ctx.signal.aborted) return waiting;
    await sleep(Math.min(lookEveryMs, leftMs), undefined, { signal: ctx.signal }).catch(() => {});
  }
}

type Result = WebhookPull["results"][number] & { at: Date };

/** There is one try: whoever listens sees its outcome, and can ask for another. */
async function noteResult(
  tx: Tx,
  { id: webhookId }: { id: string },
  { id, status, ...attempt }: Result,
): Promise<void> {
  // Without status and error it was shown to somebody, and sent nowhere.
  const isDelivered = attempt.error === null && (status === null || (status >= 200 && status < 300));
  const [delivery] = await tx.webhookDelivery.updateManyAndReturn({
    where: { id, webhookId, status: "pending" },
    data: { status: isDelivered ? "delivered" : "failed", attempts: { increment: 1 }, nextAt: null },
    select: { attempts: true },
  });
  if (!delivery) return;
  await tx.webhookAttempt.create({
    data: { deliveryId: id, number: delivery.attempts, answerStatus: status, ...attempt },
  });
}
