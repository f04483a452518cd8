import type { Db } from "@tenon/db";
import { createBell } from "../bell.ts";
import { type Cursor, isAfter } from "./cursor.ts";
import { type FeedEvent, isResumable, readEvents } from "./read.ts";
import { createTail, type TailDeps } from "./tail.ts";

export type FollowOptions = {
  /** The last event that the follower has; without it, from now on; "now" tells with the first item where that is. */
  after?: Cursor | "now" | undefined;
  signal: AbortSignal;
};

/** `start` is told to whoever asked for it; `reset`: earlier ones are no longer there. The cursor is where to come again in any case. */
export type FeedItem = { cursor: Cursor; event: FeedEvent | "start" | "reset" };

/** Events as they come. */
export interface EventFeed {
  /**
   * The events of a channel, in order, none left out and none twice; a reset first when what came after `after` is no longer
   * there. Ends when the signal aborts. A slow follower holds up nobody: what it has not taken stays in the database.
   */
  follow(channel: string, options: FollowOptions): AsyncGenerator<FeedItem>;
}

const pageSize = 200;
/** What is kept in memory for a follower; beyond it, it reads for itself again. */
const bufferSize = 200;

export function createEventFeed(deps: TailDeps): EventFeed {
  const tail = createTail(deps);
  return {
    async *follow(channel, { after, signal }) {
      const bell = createBell();
      let buffer: FeedEvent[] = [];
      // Of `after`, or because more came than is kept here.
      let mustCatchUp = typeof after === "object";
      let isBehind = false;
      const listen = (event: FeedEvent) => {
        if (buffer.length < bufferSize) buffer.push(event);
        else isBehind = true;
        bell.ring();
      };
      const joinedAt = await tail.join(channel, listen);
      signal.addEventListener("abort", bell.ring, { once: true });
      try {
        let last = typeof after === "object" ? after : joinedAt;
        if (after === "now") yield { cursor: last, event: "start" };
        if (mustCatchUp && !(await isResumable(deps.db, last))) {
          last = joinedAt;
          mustCatchUp = false;
          yield { cursor: last, event: "reset" };
        }
        while (!signal.aborted) {
          bell.hush();
          if (mustCatchUp || isBehind) {
            buffer = [];
            mustCatchUp = false;
            isBehind = false;
            for await (const event of readUp(deps.db, { channel, after: last })) {
              last = event.cursor;
              yield { cursor: last, event };
              if (signal.aborted) return;
            }
          }
          for (const event of buffer.splice(0)) {
            if (!isAfter(event.cursor, last)) continue;
            last = event.cursor;
            yield { cursor: last, event };
            if (signal.aborted) return;
          }
          if (!isBehind && buffer.length === 0) await bell.rung();
        }
      } finally {
        signal.removeEventListener("abort", bell.ring);
        tail.leave(channel, listen);
      }
    },
  };
}

/** What is in the database after a cursor, a page at a time. */
async function* readUp(db: Db, { channel, after }: { channel: string; after: Cursor }): AsyncGenerator<FeedEvent> {
  let last = after;
  for (;;) {
    const { events } = await readEvents(db, { channel, after: last, limit: pageSize });
    yield* events;
    last = events.at(-1)?.cursor ?? last;
    if (events.length < pageSize) return;
  }
}
