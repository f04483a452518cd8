import type { Log } from "@tenon/core/ctx";
import type { SignalTopic } from "@tenon/core/signals";
import { writeMessages } from "./messages.ts";

const gatherMs = 10;
const retryMs = 1000;
/** Of more keys than this a topic says that anything may have changed: memory is bounded while nothing can be sent. */
const maxKeys = 5000;

type Options = { node: string; log: Log; publish: (messages: string[]) => Promise<void> };

/** Gathers signals for 10 ms, sends them together, and keeps what could not be sent for the next try. */
export class SignalOutbox {
  readonly #options: Options;
  #waiting = new Map<SignalTopic, Set<string> | "anything">();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #hasFailed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  add(topic: SignalTopic, keys: Iterable<string>): void {
    this.#keep(topic, keys);
    if (this.#waiting.size > 0) this.#schedule(gatherMs);
  }

  /** Sends what waits now. Never fails. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#sending;
    this.#sending ??= this.#send().finally(() => (this.#sending = undefined));
    await this.#sending;
  }

  /** Sends what waits, once, and nothing after it. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
  }

  #keep(topic: SignalTopic, keys: Iterable<string> | "anything"): void {
    const kept = this.#waiting.get(topic) ?? new Set<string>();
    if (kept === "anything") return;
    if (keys !== "anything") for (const key of keys) kept.add(key);
    if (keys === "anything" || kept.size > maxKeys) this.#waiting.set(topic, "anything");
    else if (kept.size > 0) this.#waiting.set(topic, kept);
  }

  #schedule(ms: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), ms).unref();
  }

  async #send(): Promise<void> {
    const sent = this.#waiting;
    if (sent.size === 0) return;
    this.#waiting = new Map();
    const { node, log, publish } = this.#options;
    const messages = [...sent].flatMap(([topic, keys]) =>
      writeMessages({ node, topic, keys: keys === "anything" ? undefined : [...keys] }),
    );
    try {
      await publish(messages);
      this.#hasFailed = false;
    } catch (error) {
      // Told once: the next tries fail for the same reason.
      if (!this.#hasFailed) log.warn({ detail: (error as Error).message }, "signals could not be sent");
      this.#hasFailed = true;
      for (const [topic, keys] of sent) this.#keep(topic, keys);
      this.#schedule(retryMs);
    }
  }
}
