import type { StreamCtx } from "../ctx.ts";
import { cursorText, parseCursor } from "./cursor.ts";
import type { FeedEvent } from "./read.ts";

/** An item of a stream, and the id to come again with. */
export type Delivery<T> = { id: string; item: T };

type Follow<T> = {
  channel: string;
  lastEventId: string | undefined;
  /** What the reader is shown of an event at this moment; undefined for nothing. */
  show: (event: FeedEvent) => T | undefined | Promise<T | undefined>;
  /** What stands for the beginning, where `lastEventId` is "now", and for events that are no longer there. */
  mark: (type: "start" | "reset") => T;
};

/** Follows a channel for one reader. */
export async function* deliver<T>(
  ctx: StreamCtx,
  { channel, lastEventId, show, mark }: Follow<T>,
): AsyncGenerator<Delivery<T>> {
  const after = lastEventId === undefined || lastEventId === "now" ? lastEventId : parseCursor(lastEventId);
  const signal = AbortSignal.any([ctx.signal, ctx.stream.signal]);
  for await (const { cursor, event } of ctx.feed.follow(channel, { after, signal })) {
    const item = typeof event === "string" ? mark(event) : await show(event);
    if (item !== undefined) yield { id: cursorText(cursor), item };
  }
}
