import type { Tx } from "@tenon/db";
import type { JobCtx } from "../jobs/definition.ts";
import { inTransaction, type Work } from "../work.ts";
import { mailManagers } from "./disabled-mail.ts";
import { type Outcome, type Verdict, verdictOf } from "./verdict.ts";

/** An endpoint at which nothing has succeeded for so long is disabled. */
const maxFailingMs = 5 * 86_400_000;

export type Attempt = {
  delivery: { id: string; webhookId: string; roundStart: number };
  attempt: number;
  at: Date;
  durationMs: number;
  outcome: Outcome;
};

type WebhookState = { url: string | null; failingSince: Date | null; disabledAt: Date | null };

/** Writes what a try came to, and has the next one made. Of two workers that made the same try only the first writes. */
export async function recordAttempt(
  ctx: JobCtx,
  { delivery, attempt, outcome, ...timing }: Attempt,
  tryAgain: (work: Work, at: Date) => void,
): Promise<void> {
  const now = ctx.now();
  const { id, webhookId, roundStart } = delivery;
  await inTransaction(ctx, async (work) => {
    // Before the delivery, as whoever deletes an endpoint locks them.
    const [webhook] = await work.tx.$queryRaw<WebhookState[]>`
      SELECT url, failing_since AS "failingSince", disabled_at AS "disabledAt" FROM webhooks
      WHERE id = ${webhookId}::uuid FOR NO KEY UPDATE`;
    if (!webhook) return;
    const isOff = webhook.disabledAt !== null;
    const verdict: Verdict =
      isOff && !isSuccess(outcome)
        ? { status: "failed", isGone: false }
        : verdictOf(outcome, { tried: attempt - roundStart, now });
    const { status } = verdict;
    const { count } = await work.tx.webhookDelivery.updateMany({
      where: { id, status: "pending", attempts: attempt - 1 },
      data: { status, attempts: attempt, nextAt: status === "pending" ? verdict.nextAt : null },
    });
    if (count === 0) return;

    await work.tx.webhookAttempt.create({
      data: { deliveryId: id, number: attempt, ...timing, ...columnsOf(outcome) },
    });
    if (status === "pending") tryAgain(work, verdict.nextAt);
    if (!isOff) await judgeEndpoint(ctx, work, { webhookId, webhook, verdict });
  });
}

const isSuccess = (outcome: Outcome): boolean =>
  "answer" in outcome && outcome.answer.status >= 200 && outcome.answer.status < 300;

const columnsOf = (outcome: Outcome) =>
  "answer" in outcome
    ? { answerStatus: outcome.answer.status, excerpt: outcome.answer.excerpt }
    : { error: outcome.error };

type Judged = { webhookId: string; webhook: WebhookState; verdict: Verdict };

/** Keeps since when an endpoint fails, and gives up on one that is gone or has failed for too long. */
async function judgeEndpoint(ctx: JobCtx, work: Work, { webhookId, webhook, verdict }: Judged): Promise<void> {
  // One that is listened to ends by itself.
  if (webhook.url === null) return;
  const now = ctx.now();
  const update = (data: Parameters<Tx["webhook"]["updateMany"]>[0]["data"]) =>
    work.tx.webhook.updateMany({ where: { id: webhookId }, data });
  if (verdict.status === "delivered") {
    if (webhook.failingSince !== null) await update({ failingSince: null });
    return;
  }
  const failingSince = webhook.failingSince ?? now;
  if (webhook.failingSince === null) await update({ failingSince });
  const isGone = verdict.status === "failed" && verdict.isGone;
  const isHopeless = now.getTime() - failingSince.getTime() >= maxFailingMs;
  if (!isGone && !isHopeless) return;
  const disabledReason = isGone ? "gone" : "failing";
  await update({ disabledAt: now, disabledReason, updatedAt: now });
  await mailManagers(ctx, work, { id: webhookId, url: webhook.url, reason: disabledReason, failingSince });
  work.afterCommit(() => ctx.log.warn({ webhookId, reason: disabledReason, failingSince }, "a webhook was disabled"));
}
