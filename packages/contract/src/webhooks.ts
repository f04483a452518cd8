import { z } from "zod";
import type { EventType } from "./events.ts";
import { Id, isStorable, line, storable } from "./fields.ts";
import { listFields, listOf } from "./lists.ts";

/** Of the events those that are everybody's to know. A post that is published when it is written is `post.published`. */
export const publicEventTypes = [
  "post.published",
  "post.updated",
  "post.unpublished",
  "post.deleted",
  "post.restored",
  "comment.created",
  "comment.updated",
  "comment.deleted",
  "user.created",
  "user.deleted",
] as const satisfies EventType[];

/** What a message to an endpoint is about, besides events: a test that somebody asked for. */
export const testType = "webhook.test";

const selections = [...publicEventTypes, "post.*", "comment.*", "user.*"] as const;
export const WebhookEvent = z.enum(selections).meta({
  id: "WebhookEvent",
  description: "A type of event, or all of a subject, those of later versions too.",
});

const events = z
  .array(WebhookEvent)
  .max(selections.length)
  .transform((types) => [...new Set(types)])
  .pipe(z.array(WebhookEvent))
  .meta({ description: "What it is told about; nothing here is everything.", examples: [["post.*"]] });

const url = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine(isStorable, storable)
  .meta({
    description: "Must lead to a public address; https in production.",
    examples: ["https://hooks.example.com/tenon"],
  });

export const WebhookDisabledReason = z
  .enum(["switched-off", "gone", "failing"])
  .meta({ description: "`gone`: it answered 410. `failing`: nothing but failures for five days." });
export type WebhookDisabledReason = z.output<typeof WebhookDisabledReason>;

export const Webhook = z
  .object({
    id: Id,
    kind: z.enum(["push", "listen"]).meta({
      description: "`push` is called; a `listen` one is read by `tenon webhooks listen` and ends with it.",
    }),
    url: z.string().nullable(),
    description: z.string(),
    events: z.array(z.string()).meta({ description: "What it is told about; empty for everything." }),
    active: z.boolean(),
    disabledAt: z.date().nullable(),
    disabledReason: WebhookDisabledReason.nullable(),
    failingSince: z.date().nullable().meta({ description: "Since when nothing has succeeded." }),
    previousSecretExpiresAt: z.date().nullable().meta({ description: "Until then the secret before signs too." }),
    createdAt: z.date(),
    updatedAt: z.date(),
  })
  .meta({ id: "Webhook", description: "Where messages about public events go." });
export type Webhook = z.output<typeof Webhook>;

export const WebhookWithSecret = Webhook.extend({
  secret: z.string().meta({ description: "Shown this once: verify messages with it (Standard Webhooks)." }),
}).meta({ id: "WebhookWithSecret" });
export type WebhookWithSecret = z.output<typeof WebhookWithSecret>;

export const WebhookId = z.strictObject({ id: Id });
export type WebhookId = z.output<typeof WebhookId>;

export const WebhookList = z.strictObject(listFields).prefault({});
export type WebhookList = z.output<typeof WebhookList>;
export const WebhookPage = listOf(Webhook);
export type WebhookPage = z.output<typeof WebhookPage>;

export const WebhookCreate = z.strictObject({ url, description: line(200).default(""), events: events.prefault([]) });
export type WebhookCreate = z.output<typeof WebhookCreate>;

export const WebhookUpdate = z.strictObject({
  id: Id,
  url: url.optional(),
  description: line(200).optional(),
  events: events.optional(),
  active: z.boolean().optional().meta({ description: "`true` forgets earlier failures." }),
});
export type WebhookUpdate = z.output<typeof WebhookUpdate>;

export const WebhookRotate = z.strictObject({
  id: Id,
  overlapHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .meta({ description: "How long the secret before signs beside the new one." }),
});
export type WebhookRotate = z.output<typeof WebhookRotate>;
