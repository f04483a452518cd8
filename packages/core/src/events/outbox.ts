import type { DomainEvent } from "@tenon/contract/events";
import type { Tx } from "@tenon/db";

/** An event to be, and the channel of those who wait for it. */
export type NewEvent = { channel: string; type: string; data: object };

/** The job that carries an event on to webhooks and notifications. */
export const fanOutJob = "event.fan-out";

/** The channel of a domain event: the word before the dot, in the plural. */
export const channelOf = ({ type }: Pick<DomainEvent, "type">): string => `${type.slice(0, type.indexOf("."))}s`;

/** Writes events in the transaction of what they tell about. Returns their ids, in the same order. */
export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO events (channel, type, data)
    SELECT event->>'channel', event->>'type', event->'data'
    FROM jsonb_array_elements(${JSON.stringify(events)}::jsonb) WITH ORDINALITY AS e (event, place) ORDER BY place
    RETURNING id::text`;
  return rows.map(({ id }) => id).toSorted((one, other) => Number(BigInt(one) - BigInt(other)));
}
