import { createSignalHub, type OpenSignals } from "./hub.ts";
import { keepListening, type ListenOptions } from "./keep-listening.ts";
import type { ListeningConnection } from "./listening-connection.ts";

const channel = "tenon_signals";

/**
 * LISTEN and NOTIFY on one connection of their own. NOTIFY runs outside the writing transaction, for inside it commits wait for
 * each other. Where the database cannot be reached it goes on trying; it never fails.
 */
export async function openPostgresSignals(options: ListenOptions): Promise<OpenSignals> {
  let current: ListeningConnection | undefined;

  const hub = createSignalHub({
    log: options.log,
    async publish(messages) {
      if (!current) throw new Error("The connection for signals is not open.");
      await current.ask("SELECT pg_notify($1, message) FROM unnest($2::text[]) AS message", [channel, messages]);
    },
  });

  const listening = await keepListening(options, {
    name: channel,
    what: "signals of other nodes",
    receive: (text) => hub.receive(text),
    onUp(connection, isFirst) {
      current = connection;
      if (!isFirst) hub.resume();
    },
    onDown() {
      current = undefined;
    },
  });

  return {
    ...hub,
    async close() {
      await hub.close();
      await listening.close();
    },
  };
}
