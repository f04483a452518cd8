import type { WebhookAttempt, WebhookDelivery } from "@tenon/contract/webhook-deliveries";
import { type Webhook, WebhookDisabledReason } from "@tenon/contract/webhooks";
import type { Prisma } from "@tenon/db";

export type WebhookRow = Prisma.WebhookGetPayload<object>;

export const toWebhook = ({ disabledReason, previousExpiresAt, ...row }: WebhookRow): Webhook => ({
  id: row.id,
  kind: row.kind,
  url: row.url,
  description: row.description,
  events: row.events,
  active: row.disabledAt === null,
  disabledAt: row.disabledAt,
  disabledReason: WebhookDisabledReason.nullable().parse(disabledReason),
  failingSince: row.failingSince,
  previousSecretExpiresAt: previousExpiresAt,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

/** What a list of deliveries reads: no payloads, the last try alone. */
export const deliveryFields = {
  id: true,
  webhookId: true,
  type: true,
  status: true,
  attempts: true,
  nextAt: true,
  createdAt: true,
  log: { orderBy: { number: "desc" }, take: 1 },
} as const satisfies Prisma.WebhookDeliverySelect;

export type DeliveryRow = Prisma.WebhookDeliveryGetPayload<{ select: typeof deliveryFields }>;

export const toDelivery = ({ log: [last], ...row }: DeliveryRow): WebhookDelivery => ({
  ...row,
  lastAttempt: last ? toAttempt(last) : null,
});

export const toAttempt = (row: DeliveryRow["log"][number]): WebhookAttempt => ({
  number: row.number,
  at: row.at,
  durationMs: row.durationMs,
  status: row.answerStatus,
  error: row.error,
  excerpt: row.excerpt,
});
