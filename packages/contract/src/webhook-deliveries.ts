import { z } from "zod";
import { Id, line } from "./fields.ts";
import { listFields, listOf } from "./lists.ts";
import { publicEventTypes, testType, WebhookEvent } from "./webhooks.ts";

export const WebhookAttempt = z
  .object({
    number: z.int(),
    at: z.date(),
    durationMs: z.int(),
    status: z.int().nullable().meta({ description: "The HTTP status of the answer; null when there was none." }),
    error: z.string().nullable().meta({ description: "Why there was no answer." }),
    excerpt: z.string().nullable().meta({ description: "How the answer's body began." }),
  })
  .meta({ id: "WebhookAttempt", description: "One try to deliver a message." });
export type WebhookAttempt = z.output<typeof WebhookAttempt>;

const status = z.enum(["pending", "delivered", "failed"]);

export const WebhookDelivery = z
  .object({
    id: Id.meta({ description: "The `webhook-id` of the message, the same for each try." }),
    webhookId: Id,
    type: z.string(),
    status,
    attempts: z.int(),
    nextAt: z.date().nullable().meta({ description: "When the next try begins, at the earliest." }),
    createdAt: z.date(),
    lastAttempt: WebhookAttempt.nullable(),
  })
  .meta({ id: "WebhookDelivery", description: "One message to one endpoint." });
export type WebhookDelivery = z.output<typeof WebhookDelivery>;

export const WebhookDeliveryLog = WebhookDelivery.extend({
  payload: z.string().meta({ description: "The very text that is signed and sent." }),
  log: z.array(WebhookAttempt).meta({ description: "The tries, the last one first; no more than a hundred." }),
}).meta({ id: "WebhookDeliveryLog" });
export type WebhookDeliveryLog = z.output<typeof WebhookDeliveryLog>;

export const WebhookDeliveries = z.strictObject({
  id: Id,
  ...listFields,
  status: status.optional(),
  type: z.enum([...publicEventTypes, testType] as const).optional(),
});
export type WebhookDeliveries = z.output<typeof WebhookDeliveries>;
export const WebhookDeliveryPage = listOf(WebhookDelivery);
export type WebhookDeliveryPage = z.output<typeof WebhookDeliveryPage>;

export const WebhookDeliveryRef = z.strictObject({ id: Id, deliveryId: Id });
export type WebhookDeliveryRef = z.output<typeof WebhookDeliveryRef>;

export const WebhookListen = z
  .strictObject({ events: z.array(WebhookEvent).max(20).default([]), description: line(200).default("") })
  .prefault({});
export type WebhookListen = z.output<typeof WebhookListen>;

export const maxPulled = 50;

export const WebhookPull = z.strictObject({
  id: Id,
  results: z
    .array(
      z.strictObject({
        id: Id,
        durationMs: z.int().min(0).max(600_000),
        status: z.int().min(100).max(599).nullable(),
        error: line(200).nullable(),
      }),
    )
    .max(maxPulled)
    .default([])
    .meta({ description: "What became of the messages of the pull before." }),
  waitSeconds: z
    .int()
    .min(0)
    .max(20)
    .default(0)
    .meta({ description: "How long to wait for a message when there is none." }),
});
export type WebhookPull = z.output<typeof WebhookPull>;

export const WebhookPulled = z
  .object({
    messages: z.array(
      z.object({
        id: Id,
        type: z.string(),
        headers: z.record(z.string(), z.string()),
        body: z.string(),
      }),
    ),
    expiresAt: z.date().meta({ description: "Then the endpoint goes, unless it is pulled again." }),
  })
  .meta({ id: "WebhookPulled", description: "Messages as they would have been sent." });
export type WebhookPulled = z.output<typeof WebhookPulled>;
