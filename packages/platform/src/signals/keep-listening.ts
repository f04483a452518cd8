import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@tenon/core/ctx";
import { ListeningConnection } from "./listening-connection.ts";

export type ListenOptions = {
  /** Past any pooler: PgBouncer in transaction mode takes LISTEN and then delivers nothing. */
  url: string;
  log: Log;
  /** How long a connection may take to open, in ms. @default 2000 */
  connectTimeoutMs?: number;
  /** How often a silent connection is asked whether it lives, in ms. @default 10_000 */
  heartbeatMs?: number;
};

type Channel = {
  name: string;
  /** What is heard there, for the log. */
  what: string;
  receive: (text: string) => void;
  /** From now on all is heard. `isFirst`: nothing can have been missed. */
  onUp: (connection: ListeningConnection, isFirst: boolean) => void;
  onDown: () => void;
};

const maxBackoffMs = 5000;

/** Hears a channel until closed, over one connection after another. Returns after the first try; where the database cannot be reached it goes on trying. */
export async function keepListening(options: ListenOptions, channel: Channel): Promise<{ close(): Promise<void> }> {
  const { log } = options;
  const stop = new AbortController();
  const firstTry = Promise.withResolvers<void>();
  let current: ListeningConnection | undefined;

  const listen = async () => {
    let isFirst = true;
    for (let failures = 0; !stop.signal.aborted; failures += 1) {
      const opened = await ListeningConnection.open(options, channel).catch((error: Error) => {
        if (failures === 0) log.warn({ detail: error.message }, `${channel.what} cannot be heard`);
        return undefined;
      });
      if (opened) {
        current = opened;
        if (stop.signal.aborted) opened.end();
        channel.onUp(opened, isFirst && failures === 0);
        firstTry.resolve();
        failures = 0;
        await opened.ended;
        current = undefined;
        channel.onDown();
        if (!stop.signal.aborted) log.warn({}, `the connection for ${channel.what} was lost`);
      }
      isFirst = false;
      firstTry.resolve();
      // The spread keeps many nodes from coming back at once.
      const ms = Math.min(maxBackoffMs, 100 * 2 ** failures) * (0.5 + Math.random() / 2);
      await delay(ms, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    }
  };
  const listening = listen();
  await firstTry.promise;

  return {
    async close() {
      stop.abort();
      current?.end();
      await listening;
    },
  };
}
