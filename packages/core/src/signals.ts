/**
 * Hints between the nodes: sent after a commit, soon there, perhaps lost. Never the truth: whoever hears one looks into the
 * database, and looks now and then without one.
 */
export interface Signals {
  /** Tells every node, this one included, about `keys` of a topic. Never fails; many at once are sent as few. */
  send(topic: SignalTopic, keys: Iterable<string>): void;
  /** Hears each key; `undefined` after an interruption: anything may have been missed. Returns how to stop. */
  on(topic: SignalTopic, listener: (key: string | undefined) => void): () => void;
}

/** `events`: channels that have news. `cache`: tags that are stale. `jobs`: queues with work. */
export type SignalTopic = "events" | "cache" | "jobs";
