import type { Log } from "@tenon/core/ctx";
import type { Signals } from "@tenon/core/signals";
import { Listeners } from "./listeners.ts";

/** Within one process, which must be the only one. */
export function createMemorySignals(log: Log): Signals {
  const listeners = new Listeners(log);
  return {
    on: (topic, listener) => listeners.on(topic, listener),
    send: (topic, keys) => listeners.tell(topic, new Set(keys)),
  };
}
