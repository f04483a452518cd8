import { AppError } from "@tenon/contract/app-error";
import type {
  WebhookDeliveries,
  WebhookDelivery,
  WebhookDeliveryLog,
  WebhookDeliveryPage,
  WebhookDeliveryRef,
} from "@tenon/contract/webhook-deliveries";
import { testType, type WebhookId } from "@tenon/contract/webhooks";
import { found } from "../access.ts";
import type { Ctx } from "../ctx.ts";
import { defined } from "../defined.ts";
import { listPage, olderThan } from "../paging.ts";
import { inTransaction } from "../work.ts";
import { enqueueTry } from "./deliver.ts";
import { getWebhook } from "./endpoints.ts";
import { textOf } from "./message.ts";
import { deliveryFields, type DeliveryRow, toAttempt, toDelivery } from "./rows.ts";

const maxLogged = 100;

/** The messages to an endpoint, newest first. */
export async function listDeliveries(
  ctx: Ctx,
  { id, status, type, ...position }: WebhookDeliveries,
): Promise<WebhookDeliveryPage> {
  await getWebhook(ctx, { id });
  const page = await listPage<DeliveryRow>(ctx, position, {
    scope: `deliveries:${id}:${status ?? ""}:${type ?? ""}`,
    keyOf: (row) => [row.createdAt.toISOString(), row.id],
    rows: ({ after, limit }) =>
      ctx.db.webhookDelivery.findMany({
        where: {
          webhookId: id,
          ...defined({ status, type }),
          ...(after && olderThan(after)),
        },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: limit,
        select: deliveryFields,
      }),
  });
  return { ...page, items: page.items.map(toDelivery) };
}

/** A message as it was sent, with its tries. */
export async function getDelivery(ctx: Ctx, { id, deliveryId }: WebhookDeliveryRef): Promise<WebhookDeliveryLog> {
  const row = await ctx.db.webhookDelivery.findUnique({
    where: { id: deliveryId, webhookId: id },
    select: { ...deliveryFields, payload: true, log: { orderBy: { number: "desc" }, take: maxLogged } },
  });
  const { payload, ...delivery } = found(row, "DELIVERY_NOT_FOUND");
  return { ...toDelivery(delivery), payload, log: delivery.log.map(toAttempt) };
}

/** Sends a message about nothing, for whoever sets up a receiver. */
export async function testWebhook(ctx: Ctx, { id }: WebhookId): Promise<WebhookDelivery> {
  const { kind, active } = await getWebhook(ctx, { id });
  if (!active) throw new AppError("WEBHOOK_DISABLED");
  const now = ctx.now();
  const payload = textOf({ type: testType, at: now }, { message: "It works." });
  return inTransaction(ctx, async (work) => {
    const row = await work.tx.webhookDelivery.create({
      data: { webhookId: id, type: testType, payload, createdAt: now, nextAt: now },
      select: deliveryFields,
    });
    if (kind === "push") enqueueTry(work, row);
    return toDelivery(row);
  });
}

/** Sends a message again, whatever became of it: the same message, so by the same id. A new round of tries begins. */
export async function redeliver(ctx: Ctx, { id, deliveryId }: WebhookDeliveryRef): Promise<WebhookDelivery> {
  const { kind, active } = await getWebhook(ctx, { id });
  if (!active) throw new AppError("WEBHOOK_DISABLED");
  return inTransaction(ctx, async (work) => {
    const rows = await work.tx.$executeRaw`
      UPDATE webhook_deliveries SET status = 'pending', round_start = attempts, next_at = ${ctx.now()}
      WHERE id = ${deliveryId}::uuid AND webhook_id = ${id}::uuid`;
    if (rows === 0) throw new AppError("DELIVERY_NOT_FOUND");
    const row = await work.tx.webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId }, select: deliveryFields });
    // A try that waits for its time as well finds that it was made.
    if (kind === "push") enqueueTry(work, row);
    return toDelivery(row);
  });
}
