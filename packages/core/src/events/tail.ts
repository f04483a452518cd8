import type { Db } from "@tenon/db";
import { createBell } from "../bell.ts";
import type { Log } from "../ctx.ts";
import type { Signals } from "../signals.ts";
import type { Cursor } from "./cursor.ts";
import { type FeedEvent, presentCursor, readEvents } from "./read.ts";

export type TailDeps = { db: Db; signals: Signals; log: Pick<Log, "warn"> };

/** Takes the events of one channel as they come. */
export type Listener = (event: FeedEvent) => void;

/** Reads new events once for all listeners of this process; reads nothing while there is none. */
export interface Tail {
  /** From the cursor that it returns on, every event of the channel is given to the listener. */
  join(channel: string, listener: Listener): Promise<Cursor>;
  leave(channel: string, listener: Listener): void;
}

const pageSize = 500;
/** Signals may get lost; then events come this late. */
const pollMs = 1000;
/** A transaction that holds others' events back is short, as a rule. */
const withheldMs = 20;

export function createTail({ db, signals, log }: TailDeps): Tail {
  const channels = new Map<string, Set<Listener>>();
  const bell = createBell();
  let position: Cursor = { xid: 0n, id: 0n };
  let started: Promise<void> | undefined;

  const readOn = async (): Promise<number> => {
    const { events, isWithheld } = await readEvents(db, { after: position, limit: pageSize });
    for (const event of events) for (const listen of channels.get(event.channel) ?? []) listen(event);
    position = events.at(-1)?.cursor ?? position;
    if (events.length === pageSize) return 0;
    return isWithheld ? withheldMs : pollMs;
  };

  const run = async () => {
    const off = signals.on("events", (channel) => {
      if (channel === undefined || channels.has(channel)) bell.ring();
    });
    while (channels.size > 0) {
      bell.hush();
      const waitMs = await readOn().catch((error: unknown) => {
        log.warn({ err: error }, "events could not be read");
        return pollMs;
      });
      if (waitMs > 0) await bell.rung(waitMs);
    }
    off();
    started = undefined;
  };

  const start = async () => {
    try {
      position = await presentCursor(db);
    } catch (error) {
      started = undefined;
      throw error;
    }
    void run();
  };

  const tail: Tail = {
    async join(channel, listener) {
      channels.set(channel, (channels.get(channel) ?? new Set()).add(listener));
      started ??= start();
      try {
        await started;
      } catch (error) {
        tail.leave(channel, listener);
        throw error;
      }
      return position;
    },

    leave(channel, listener) {
      const listeners = channels.get(channel);
      listeners?.delete(listener);
      if (listeners?.size === 0) channels.delete(channel);
      if (channels.size === 0) bell.ring();
    },
  };
  return tail;
}
