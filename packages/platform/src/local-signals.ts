import type { Signals, SignalTopic } from "@tenon/core/signals";

type Listener = (key: string | undefined) => void;

/** Signals within one process. */
export function createLocalSignals(): Signals {
  const listeners = new Map<SignalTopic, Set<Listener>>();
  return {
    send(topic, keys) {
      for (const key of keys) for (const listener of listeners.get(topic) ?? []) listener(key);
    },
    on(topic, listener) {
      const all = listeners.get(topic) ?? new Set();
      listeners.set(topic, all.add(listener));
      return () => void all.delete(listener);
    },
  };
}
