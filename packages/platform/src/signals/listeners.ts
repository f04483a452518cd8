import type { Log } from "@tenon/core/ctx";
import type { Signals, SignalTopic } from "@tenon/core/signals";

type Listener = Parameters<Signals["on"]>[1];

/** Who listens in this process. A listener that throws is logged and keeps nobody from hearing. */
export class Listeners {
  readonly #byTopic = new Map<SignalTopic, Set<Listener>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  on(topic: SignalTopic, listener: Listener): () => void {
    // Wrapped, so that who listens twice hears twice and stops each by itself.
    const entry: Listener = (key) => listener(key);
    const entries = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, entries.add(entry));
    return () => void entries.delete(entry);
  }

  tell(topic: SignalTopic, keys: Iterable<string | undefined>): void {
    const entries = this.#byTopic.get(topic);
    if (!entries?.size) return;
    for (const key of keys) for (const entry of entries) this.#call(entry, key);
  }

  /** Anything may have been missed. */
  tellAll(): void {
    for (const topic of this.#byTopic.keys()) this.tell(topic, [undefined]);
  }

  #call(listener: Listener, key: string | undefined): void {
    try {
      listener(key);
    } catch (error) {
      this.#log.error({ err: error }, "a listener of signals failed");
    }
  }
}
