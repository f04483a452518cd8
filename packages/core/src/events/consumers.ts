import type { DomainEvent } from "@tenon/contract/events";
import type { JobCtx } from "../jobs/definition.ts";
import { notifyOfEvent } from "../notifications/consumer.ts";
import { tellWebhooks } from "../webhooks/fan-out.ts";

/** An event as its row tells it. */
export type StoredEvent = DomainEvent & { id: string; at: Date };

/**
 * What else comes of an event. It may run twice, after a crash or the failure of another consumer: what it inserts must be unique
 * by the event's id.
 */
export type EventConsumer = (ctx: JobCtx, event: StoredEvent) => Promise<void>;

/** In this order. */
export const eventConsumers: EventConsumer[] = [notifyOfEvent, tellWebhooks];
