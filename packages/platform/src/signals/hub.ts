import { randomUUID } from "node:crypto";
import type { Log } from "@tenon/core/ctx";
import type { Signals } from "@tenon/core/signals";
import { Listeners } from "./listeners.ts";
import { readMessage } from "./messages.ts";
import { SignalOutbox } from "./outbox.ts";

/** Signals with a connection to close. */
export type OpenSignals = Signals & { close(): Promise<void> };

export type SignalHub = OpenSignals & {
  /** A message from the wire, perhaps of this node itself, which has heard it already. */
  receive(text: string): void;
  /** The wire is back: sends what waits, and tells that anything may have been missed. */
  resume(): void;
};

/** What the adapters with a wire have in common: a node hears its own signals at once, the others' from the wire. */
export function createSignalHub({
  log,
  publish,
}: {
  log: Log;
  publish: (messages: string[]) => Promise<void>;
}): SignalHub {
  const node = randomUUID();
  const listeners = new Listeners(log);
  const outbox = new SignalOutbox({ node, log, publish });
  return {
    on: (topic, listener) => listeners.on(topic, listener),
    send(topic, keys) {
      const distinct = new Set(keys);
      outbox.add(topic, distinct);
      listeners.tell(topic, distinct);
    },
    receive(text) {
      const message = readMessage(text);
      if (message && message.node !== node) listeners.tell(message.topic, message.keys ?? [undefined]);
    },
    resume() {
      void outbox.flush();
      listeners.tellAll();
    },
    close: () => outbox.close(),
  };
}
