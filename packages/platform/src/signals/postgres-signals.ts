import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@tenon/core/ctx";
import { createSignalHub, type OpenSignals } from "./hub.ts";
import { signalChannel, SignalConnection } from "./signal-connection.ts";

export type PostgresSignalsOptions = {
  /** Past any pooler: PgBouncer in transaction mode takes LISTEN and then delivers nothing. */
  url: string;
  log: Log;
  /** How long a connection may take to open, in ms. @default 2000 */
  connectTimeoutMs?: number;
  /** How often a silent connection is asked whether it lives, in ms. @default 10_000 */
  heartbeatMs?: number;
};

const maxBackoffMs = 5000;

/**
 * LISTEN and NOTIFY on one connection of their own. NOTIFY runs outside the writing transaction, for inside it commits wait for
 * each other. Where the database cannot be reached it goes on trying; it never fails.
 */
export async function openPostgresSignals(options: PostgresSignalsOptions): Promise<OpenSignals> {
  const { log } = options;
  const stop = new AbortController();
  const firstTry = Promise.withResolvers<void>();
  let current: SignalConnection | undefined;

  const hub = createSignalHub({
    log,
    async publish(messages) {
      if (!current) throw new Error("The connection for signals is not open.");
      await current.ask("SELECT pg_notify($1, message) FROM unnest($2::text[]) AS message", [signalChannel, messages]);
    },
  });

  const listen = async () => {
    for (let failures = 0; !stop.signal.aborted; failures += 1) {
      const opened = await SignalConnection.open(options, (text) => hub.receive(text)).catch((error: Error) => {
        if (failures === 0) log.warn({ detail: error.message }, "signals of other nodes cannot be heard");
        return undefined;
      });
      if (opened) {
        current = opened;
        if (stop.signal.aborted) opened.end();
        if (failures > 0) hub.resume();
        firstTry.resolve();
        failures = 0;
        await opened.ended;
        current = undefined;
        if (!stop.signal.aborted) log.warn({}, "the connection for signals was lost");
      }
      firstTry.resolve();
      // The spread keeps many nodes from coming back at once.
      const ms = Math.min(maxBackoffMs, 100 * 2 ** failures) * (0.5 + Math.random() / 2);
      await delay(ms, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    }
  };
  const listening = listen();
  await firstTry.promise;

  return {
    ...hub,
    async close() {
      await hub.close();
      stop.abort();
      current?.end();
      await listening;
    },
  };
}
